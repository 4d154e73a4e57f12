import { attribute, type XmlHandlers } from './xml.ts';

/** Built-in number formats that show a date (ECMA-376 part 1, §18.8.30); 18–21 and 45–47 are times alone. */
function isBuiltInDate(id: number): boolean {
  return (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
}

/** True for custom formats with a day or a year in them, outside quotes, brackets and escapes. */
export function isDateFormat(code: string): boolean {
  const bare = code
    .replace(/"[^"]*"/g, '')
    .replace(/\\./g, '')
    .replace(/[_*]./g, '')
    .replace(/\[[^\]]*\]/g, '');
  return !/general/i.test(bare) && /[yd]/i.test(bare);
}

/** Fills `dateStyles`: for each cell style index, whether a number in such a cell is a date. */
export function collectDateStyles(dateStyles: boolean[]): XmlHandlers {
  const custom = new Map<number, boolean>();
  let inCellFormats = false;
  return {
    onOpen: (name, attributes) => {
      if (name === 'numFmt') {
        custom.set(
          Number(attribute(attributes, 'numFmtId')),
          isDateFormat(attribute(attributes, 'formatCode') ?? ''),
        );
      } else if (name === 'cellXfs') inCellFormats = true;
      else if (name === 'xf' && inCellFormats) {
        const id = Number(attribute(attributes, 'numFmtId') ?? '0');
        dateStyles.push(custom.get(id) ?? isBuiltInDate(id));
      }
    },
    onClose: (name) => {
      if (name === 'cellXfs') inCellFormats = false;
    },
    onText: () => {},
  };
}

const day = 86_400_000;

/**
 * Day number of a spreadsheet → `YYYY/MM/DD`, with ` HH:MM:SS` when it has a time. Null when it is no day.
 * The 1900 system counts a 29 February 1900 that never was, hence one day less from serial 61 on.
 */
export function serialToDateText(serialText: string, date1904: boolean): string | null {
  const serial = Number(serialText);
  if (!Number.isFinite(serial) || serial < 1 || serial >= 2_958_466) return null;
  if (!date1904 && serial < 61) return null;
  const epoch = date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  // Seconds are the finest unit the formats show; a serial's binary fraction is rounded to the nearest one.
  const seconds = Math.round(serial * 86_400);
  const iso = new Date(epoch + seconds * 1000).toISOString();
  const date = iso.slice(0, 10).replaceAll('-', '/');
  return (seconds * 1000) % day === 0 ? date : `${date} ${iso.slice(11, 19)}`;
}

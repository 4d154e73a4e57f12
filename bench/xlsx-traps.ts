import type { Cells } from './rivals/xlsx-readers.ts';
import { main, writeWorkbook, xml } from './settlement-xlsx.ts';

/** Cells that real exports, or copies that other programs saved, are misread by, and what each says. */
const traps: readonly (readonly [what: string, cell: string, says: string])[] = [
  ['an amount as a shared string', '<c r="@" t="s"><v>0</v></c>', '61.97'],
  ['an id of 18 digits as a number', '<c r="@"><v>576461413038785752</v></c>', '576461413038785752'],
  ['an id of 18 digits as text', '<c r="@" t="s"><v>1</v></c>', '576461413038785752'],
  ['a slash and a tab', '<c r="@" t="s"><v>2</v></c>', '/\t'],
  ['text in runs', '<c r="@" t="s"><v>3</v></c>', 'Order details'],
  ['a guide to pronunciation', '<c r="@" t="s"><v>4</v></c>', '課金'],
  ['an escaped character', '<c r="@" t="s"><v>5</v></c>', 'a\rb'],
  ['an escape that is text', '<c r="@" t="s"><v>6</v></c>', '_x000D_'],
  ['entities', '<c r="@" t="s"><v>7</v></c>', 'A & B <c>'],
  ['white space at the ends', '<c r="@" t="s"><v>8</v></c>', 'Type '],
  ['an inline string', '<c r="@" t="inlineStr"><is><t>inline</t></is></c>', 'inline'],
  ['a formula with a text', '<c r="@" t="str"><f>A1</f><v>result</v></c>', 'result'],
  ['a text that looks like a number', '<c r="@" t="s"><v>9</v></c>', '0012'],
  ['an amount as a number', '<c r="@"><v>-283.30</v></c>', '-283.30'],
];

const strings = [
  '<t>61.97</t>',
  '<t>576461413038785752</t>',
  '<t xml:space="preserve">/\t</t>',
  '<r><t xml:space="preserve">Order </t></r><r><t>details</t></r>',
  '<t>課金</t><rPh sb="0" eb="2"><t>カキン</t></rPh>',
  '<t>a_x000D_b</t>',
  '<t>_x005F_x000D_</t>',
  '<t>A &amp; B &lt;c&gt;</t>',
  '<t xml:space="preserve">Type </t>',
  '<t>0012</t>',
];

export const trapNames: readonly string[] = [...traps.map(([what]) => what), 'a row element for each cell'];

/** A workbook with one trap a row, under a `<dimension>` that is not true; the last row has an element for each cell. */
export async function writeTraps(path: string): Promise<void> {
  await writeWorkbook(
    path,
    function* () {
      yield `${xml}<worksheet ${main}><dimension ref="A1"/><sheetData>`;
      for (const [index, [, cell]] of traps.entries())
        yield `<row r="${index + 1}">${cell.replace('@', `B${index + 1}`)}</row>`;
      const last = traps.length + 1;
      yield `<row r="${last}"><c r="A${last}" t="s"><v>0</v></c></row><row r="${last}"><c r="B${last}" t="s"><v>1</v></c></row>`;
      yield '</sheetData></worksheet>';
    },
    function* () {
      yield `${xml}<sst ${main}>${strings.map((text) => `<si>${text}</si>`).join('')}</sst>`;
    },
  );
}

/** The traps that a reader falls into, by name. */
export function findMisread(cells: Cells): string[] {
  const wrong = traps.flatMap(([what, , says], index) => {
    const read = cells[index]?.[1] ?? '';
    // A number is right when it is the same number: how many zeros are shown is no matter.
    const isSame =
      read === says ||
      (what.endsWith('a number') && /^-?\d+\.\d+$/.test(says) && Number(read) === Number(says));
    return isSame ? [] : [what];
  });
  const last = cells[traps.length];
  const isWhole = last?.[0] === '61.97' && last[1] === '576461413038785752';
  return isWhole ? wrong : [...wrong, 'a row element for each cell'];
}

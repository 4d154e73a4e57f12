import { attribute, type XmlHandlers } from './xml.ts';

export interface Relationship {
  readonly id: string;
  readonly type: string;
  readonly target: string;
  readonly external: boolean;
}

export interface SheetReference {
  readonly name: string;
  readonly relationId: string;
  readonly hidden: boolean;
}

/** Folder of a part with a trailing slash: `xl/workbook.xml` → `xl/`. */
function folderOf(part: string): string {
  return part.slice(0, part.lastIndexOf('/') + 1);
}

/** The relationships part that belongs to a part: `xl/workbook.xml` → `xl/_rels/workbook.xml.rels`. */
export function relationshipsPartOf(part: string): string {
  const folder = folderOf(part);
  return `${folder}_rels/${part.slice(folder.length)}.rels`;
}

/** Target of a relationship as a part name: relative to the part, or absolute from the container's root. */
export function resolveTarget(part: string, target: string): string {
  const plain = target.replaceAll('\\', '/');
  let path = plain.startsWith('/') ? plain : folderOf(part) + plain;
  try {
    path = decodeURIComponent(path);
  } catch {
    // A stray percent sign is part of the name then.
  }
  const kept: string[] = [];
  for (const piece of path.split('/')) {
    if (piece === '..') kept.pop();
    else if (piece !== '.' && piece !== '') kept.push(piece);
  }
  return kept.join('/');
}

export function collectRelationships(found: Relationship[]): XmlHandlers {
  return {
    onOpen: (name, attributes) => {
      if (name !== 'Relationship') return;
      found.push({
        id: attribute(attributes, 'Id') ?? '',
        // Transitional and strict workbooks use different addresses that end in the same word.
        type: (attribute(attributes, 'Type') ?? '').split('/').pop() ?? '',
        target: attribute(attributes, 'Target') ?? '',
        external: attribute(attributes, 'TargetMode') === 'External',
      });
    },
    onClose: () => {},
    onText: () => {},
  };
}

export function collectSheets(found: SheetReference[], settings: { date1904: boolean }): XmlHandlers {
  return {
    onOpen: (name, attributes) => {
      if (name === 'workbookPr') {
        const flag = attribute(attributes, 'date1904');
        // Extensions carry an element of the same local name (`x15:workbookPr`) that says nothing of dates.
        if (flag !== undefined) settings.date1904 = flag === '1' || flag === 'true';
      } else if (name === 'sheet') {
        const state = attribute(attributes, 'state');
        found.push({
          name: attributes.name ?? '',
          relationId: attribute(attributes, 'id') ?? '',
          hidden: state !== undefined && state !== 'visible',
        });
      }
    },
    onClose: () => {},
    onText: () => {},
  };
}

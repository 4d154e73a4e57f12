import type { WhatIfLineView } from '../../app/contract/what-if.ts';
import { sumMinor } from '../../app/domain/money.ts';
import { type WhatIfSection, whatIfSections } from '../../app/domain/what-if/totals.ts';

export const sectionNames: Readonly<Record<WhatIfSection, string>> = {
  document: 'By document',
  item: 'By item code',
  method: 'By payment method',
  fee: 'Fees deducted from payments',
  tax: 'By tax code',
};

export interface SectionLines {
  readonly section: WhatIfSection;
  readonly lines: readonly WhatIfLineView[];
}

/** A page holds about as many lines as this in one section; the export holds all. */
export const mostOnPage = 24;

/** Lines by section, sections without any left out; the smallest of a long section become one line. */
export function toSections(lines: readonly WhatIfLineView[]): readonly SectionLines[] {
  return whatIfSections.flatMap((section) => {
    const ofSection = lines.filter((line) => line.section === section);
    return ofSection.length === 0 ? [] : [{ section, lines: fold(ofSection) }];
  });
}

function fold(lines: readonly WhatIfLineView[]): readonly WhatIfLineView[] {
  if (lines.length <= mostOnPage) return lines;
  const bySize = [...lines].sort((a, b) => sizeOf(b) - sizeOf(a));
  const kept = new Set(bySize.slice(0, mostOnPage - 1));
  const rest = bySize.slice(mostOnPage - 1);
  return [...lines.filter((line) => kept.has(line)), joined(rest)];
}

/** What a line may be looked for by: its largest amount in any variant. */
function sizeOf({ saved, changed, posted }: WhatIfLineView): number {
  return Math.max(
    Math.abs(saved.amountMinor),
    Math.abs(changed?.amountMinor ?? 0),
    Math.abs(posted.amountMinor),
  );
}

function joined(lines: readonly WhatIfLineView[]): WhatIfLineView {
  const [first] = lines;
  if (!first) throw new Error('Only lines that are there are joined');
  const sum = (of: (line: WhatIfLineView) => number) => sumMinor(lines.map(of));
  const figure = (of: (line: WhatIfLineView) => WhatIfLineView['saved']) => ({
    count: sum((line) => of(line).count),
    amountMinor: sum((line) => of(line).amountMinor),
  });
  return {
    section: first.section,
    name: `${lines.length} others`,
    saved: figure((line) => line.saved),
    changed: first.changed && figure((line) => line.changed ?? line.saved),
    posted: figure((line) => line.posted),
    changeMinor: first.changeMinor === null ? null : sum((line) => line.changeMinor ?? 0),
    toPostMinor: sum((line) => line.toPostMinor),
  };
}

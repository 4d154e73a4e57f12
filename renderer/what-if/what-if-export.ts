import type { WhatIfLineView, WhatIfReport } from '../../app/contract/what-if.ts';
import type { Column } from '../grid/columns.ts';
import { toCsv } from '../grid/csv.ts';
import { downloadFile, toFileWord } from '../grid/download.ts';
import type { ExportContent } from '../grid/export-content.ts';
import { formatAmount, formatCount } from '../widgets/format.ts';
import { sectionNames } from './what-if-lines.ts';

type Figure = WhatIfLineView['saved'];

/** Every line of the totals as a file; the page on the screen joins the smallest. */
export async function exportWhatIf(
  report: WhatIfReport,
  title: string,
  format: 'csv' | 'xlsx',
): Promise<string> {
  const content: ExportContent<WhatIfLineView> = {
    title,
    filters: [],
    sorting: null,
    columns: columnsOf(report),
    rows: report.lines,
    totals: {},
  };
  const fileName = `${toFileWord(title)}.${format}`;
  if (format === 'csv') downloadFile(fileName, [toCsv(content)], 'text/csv;charset=utf-8');
  else {
    const { toXlsx } = await import('../grid/xlsx.ts');
    const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    downloadFile(fileName, await toXlsx(content), type);
  }
  return fileName;
}

function columnsOf({ currency, lines }: WhatIfReport): readonly Column<WhatIfLineView>[] {
  const hasChanges = lines.some((line) => line.changed !== null);
  const money = (minor: number | null | undefined) => (minor == null ? '' : formatAmount(minor, currency));
  const pair = (id: string, header: string, of: (line: WhatIfLineView) => Figure | null) => [
    {
      id: `${id}Count`,
      header: `${header}, count`,
      kind: 'number' as const,
      width: 80,
      text: (line: WhatIfLineView) => formatCount(of(line)?.count ?? 0),
    },
    {
      id,
      header: `${header}, ${currency}`,
      kind: 'money' as const,
      width: 110,
      text: (line: WhatIfLineView) => money(of(line)?.amountMinor),
    },
  ];
  return [
    {
      id: 'section',
      header: 'Total',
      kind: 'text',
      width: 180,
      text: (line) => sectionNames[line.section],
    },
    { id: 'name', header: 'Name', kind: 'text', width: 220, text: (line) => line.name },
    ...pair('saved', 'As saved', (line) => line.saved),
    ...(hasChanges ? pair('changed', 'With unsaved changes', (line) => line.changed) : []),
    ...pair('posted', 'Posted', (line) => line.posted),
    {
      id: 'toPost',
      header: `To post, ${currency}`,
      kind: 'money',
      width: 110,
      text: (line) => money(line.toPostMinor),
    },
  ];
}

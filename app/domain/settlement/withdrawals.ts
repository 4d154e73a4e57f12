import type { BusinessDate } from '../dates.ts';
import type { Currency } from '../money.ts';
import { type DecimalMark, explainAmountProblem, parseCellAmount } from './amounts.ts';
import { headerKey } from './columns.ts';
import { decideDayOrder, isNoDate, parseFileDate } from './file-dates.ts';
import { tidyId } from './file-ids.ts';
import { note } from './problems.ts';
import type { RawRow } from './report-tree.ts';
import { cleanText, foldText } from './text.ts';
import type { SettlementProblem, WithdrawalRow } from './types.ts';

type WithdrawalField = 'type' | 'reference' | 'requested' | 'amount' | 'status' | 'succeeded';

/** Header names of the Withdrawal records sheet, vendors/settlement-exports.md §6; wordings other than English unseen. */
const names: { readonly [F in WithdrawalField]: readonly string[] } = {
  type: [
    'Type',
    'Transaction type',
    'Jenis transaksi',
    'Jenis',
    'Tipe',
    'Loại giao dịch',
    'Loại',
    '交易类型',
    '类型',
  ],
  reference: [
    'Reference ID',
    'ID referensi',
    'ID Referensi',
    'ID tham chiếu',
    'Mã tham chiếu',
    '参考ID',
    '参考编号',
    '关联ID',
  ],
  requested: [
    'Request time',
    'Waktu permintaan',
    'Waktu pengajuan',
    'Thời gian yêu cầu',
    '申请时间',
    '请求时间',
  ],
  amount: ['Amount', 'Jumlah', 'Số tiền', '金额'],
  status: ['Status', 'Trạng thái', '状态'],
  succeeded: ['Success time', 'Waktu berhasil', 'Waktu sukses', 'Thời gian thành công', '成功时间'],
};

export interface WithdrawalHeader {
  readonly columns: ReadonlyMap<WithdrawalField, number>;
}

/** The sheet's names; its seven columns have had one order in every layout seen. */
const sheetNames = new Set(
  ['Withdrawal records', 'Riwayat penarikan', 'Lịch sử rút tiền', '提现记录'].map(foldText),
);
const usualOrder: readonly WithdrawalField[] = [
  'type',
  'reference',
  'requested',
  'amount',
  'status',
  'succeeded',
];

/** Recognises the header by its names, or, in a sheet of that name and an unknown language, by its seven columns. */
export function matchWithdrawalHeader(sheetName: string, cells: readonly string[]): WithdrawalHeader | null {
  const columns = new Map<WithdrawalField, number>();
  const keys = cells.map((cell) => headerKey(cell));
  // `Object.entries` forgets the key type; `names` has exactly the fields as keys.
  for (const [field, aliases] of Object.entries(names) as [WithdrawalField, readonly string[]][]) {
    for (const alias of aliases) {
      const index = keys.indexOf(headerKey(alias));
      if (index !== -1 && !columns.has(field)) columns.set(field, index);
    }
  }
  const dated = columns.has('requested') || columns.has('succeeded');
  if (columns.has('type') && columns.has('amount') && columns.has('reference') && dated) return { columns };
  const inOrder = sheetNames.has(foldText(sheetName)) && keys.length === 7 && keys.every((key) => key !== '');
  return inOrder ? { columns: new Map(usualOrder.map((field, index) => [field, index])) } : null;
}

const types = new Map<string, WithdrawalRow['type']>();
const addTypes = (type: WithdrawalRow['type'], ...texts: string[]) => {
  for (const text of texts) types.set(foldText(text), type);
};
addTypes(
  'earnings',
  'Earnings',
  'Earning',
  'Settlement',
  'Penghasilan',
  'Pendapatan',
  'Thu nhập',
  'Doanh thu',
  '收入',
  '收益',
);
addTypes(
  'withdrawal',
  'Withdrawal',
  'Withdrawals',
  'Payments',
  'Payment',
  'Penarikan',
  'Pembayaran',
  'Rút tiền',
  'Thanh toán',
  '提现',
  '付款',
);
addTypes(
  'gmvDeduction',
  'GMV Pay Deduction',
  'GMV Payment Deduction',
  'Potongan Pembayaran GMV',
  'Khấu trừ thanh toán GMV',
  'GMV 付款扣除',
);

const statuses = new Map<string, WithdrawalRow['status']>();
const addStatuses = (status: WithdrawalRow['status'], ...texts: string[]) => {
  for (const text of texts) statuses.set(foldText(text), status);
};
addStatuses(
  'transferred',
  'Transferred',
  'Success',
  'Successful',
  'Ditransfer',
  'Telah ditransfer',
  'Berhasil',
  'Đã chuyển',
  '已转账',
  '成功',
);
addStatuses(
  'processing',
  'In Process',
  'Processing',
  'In Progress',
  'Pending',
  'Diproses',
  'Sedang diproses',
  'Đang xử lý',
  '处理中',
);
addStatuses('failed', 'Failed', 'Failure', 'Gagal', 'Thất bại', '失败');

function typeOf(text: string): WithdrawalRow['type'] {
  const key = foldText(text);
  return types.get(key) ?? (/\bgmv\b/.test(key) ? 'gmvDeduction' : 'unknown');
}

/** The lines of the Withdrawal records sheet. Signs as in the file: earnings positive, payouts negative. */
export function readWithdrawals(
  header: WithdrawalHeader,
  rows: readonly RawRow[],
  currency: Currency,
  mark: DecimalMark,
): { rows: WithdrawalRow[]; problems: SettlementProblem[] } {
  const problems: SettlementProblem[] = [];
  const cell = (row: RawRow, field: WithdrawalField) => {
    const index = header.columns.get(field);
    return index === undefined ? '' : cleanText(row.cells[index] ?? '');
  };
  const order = decideDayOrder(
    rows.flatMap((row) => [cell(row, 'requested'), cell(row, 'succeeded')]),
    null,
  );
  const readDate = (text: string): BusinessDate | null =>
    isNoDate(text) ? null : parseFileDate(text, order);
  const read: WithdrawalRow[] = [];
  for (const row of rows) {
    const typeText = cell(row, 'type');
    const amountText = cell(row, 'amount');
    if (typeText === '' && amountText === '') continue;
    const amount = parseCellAmount(amountText, currency, mark);
    const column = 'Withdrawal records: Amount';
    if (!amount.ok) {
      const reason = explainAmountProblem(amount.error, amountText, currency);
      problems.push(
        note(row.rowNumber, column, `${reason} The line is left out of the check against the bank.`),
      );
      continue;
    }
    const type = typeOf(typeText);
    const status =
      cell(row, 'status') === '' ? 'transferred' : (statuses.get(foldText(cell(row, 'status'))) ?? 'unknown');
    if (type === 'unknown') {
      problems.push(
        note(
          row.rowNumber,
          'Withdrawal records: Type',
          `"${typeText}" is not a known kind of movement. The line is shown and counted nowhere.`,
        ),
      );
    }
    if (status === 'unknown') {
      problems.push(
        note(
          row.rowNumber,
          'Withdrawal records: Status',
          `"${cell(row, 'status')}" is not a known status. The line is not counted as transferred.`,
        ),
      );
    }
    read.push({
      rowNumber: row.rowNumber,
      type,
      typeText,
      referenceId: tidyId(cell(row, 'reference')),
      requestedOn: readDate(cell(row, 'requested')),
      succeededOn: readDate(cell(row, 'succeeded')),
      amountMinor: amount.value.minor,
      status,
    });
  }
  return { rows: read, problems };
}

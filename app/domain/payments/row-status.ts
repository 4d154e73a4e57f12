/**
 * What a settlement row is to the books. `posted` and `planned` follow its document, `ignored` a person's answer; the
 * others say whether it can be booked, and if not, why. In the order of the status filter: what waits comes first.
 */
export const rowStatuses = [
  'orderNotPosted',
  'differs',
  'unknownType',
  'changed',
  'problem',
  'ready',
  'planned',
  'posted',
  'ignored',
] as const;
export type RowStatus = (typeof rowStatuses)[number];

/** What a person may answer on a row that no rule can book. */
export const rowChoices = [
  'creditDifference',
  'partPayment',
  'ignore',
  'isAdjustment',
  'isOrder',
  'isFee',
] as const;
export type RowChoice = (typeof rowChoices)[number];

/** How an open row stands where it is anything but ready. `superseded`: a later file shows its money with other values. */
export interface RowJudgement<Key extends string = string> {
  readonly rowKey: Key;
  readonly status: RowStatus | 'superseded';
  readonly reason: string | null;
  readonly choices: readonly RowChoice[];
}

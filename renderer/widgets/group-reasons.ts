export interface ReasonGroup {
  readonly reason: string;
  /** What the reason holds for: order ids, references, dates. */
  readonly names: readonly string[];
}

/** How many names a line spells out; more are counted. */
const spelledOut = 3;

/** The same reason told once. The rarest come first: what holds for one order of 400 is what a person looks for. */
export function groupReasons(
  list: readonly { readonly name: string; readonly reason: string }[],
): ReasonGroup[] {
  const groups = new Map<string, string[]>();
  for (const { name, reason } of list) {
    const known = groups.get(reason);
    if (known) known.push(name);
    else groups.set(reason, [name]);
  }
  return [...groups]
    .map(([reason, names]) => ({ reason, names }))
    .sort((a, b) => a.names.length - b.names.length);
}

/** `583…111, 583…112: nothing to invoice` or `20 orders: the order was cancelled`. */
export function describeGroup({ reason, names }: ReasonGroup, many: string): string {
  const who = names.length <= spelledOut ? names.join(', ') : `${names.length} ${many}`;
  return `${who}: ${reason}`;
}

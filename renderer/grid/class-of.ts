/** The names that apply, as one attribute. */
export function classOf(...names: readonly (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}

/** The fields whose values differ, compared as JSON: what a history line says was changed. */
export function changedFields<Value extends object>(before: Value, after: Value): (keyof Value & string)[] {
  // Object.keys gives the keys of the value it is handed.
  const fields = Object.keys({ ...before, ...after }) as (keyof Value & string)[];
  return fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
}

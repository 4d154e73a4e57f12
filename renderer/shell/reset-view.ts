import { forget } from '../widgets/remember.ts';

/** Filters, sorting, columns and first steps as they were at the first start. Colours and formats are not a view. */
const isView = /^(view\.|columns\.|guide$|tab$)/;

/** Forgets the view and opens the screens anew. The books are not touched. */
export async function resetView(): Promise<void> {
  await forget((name) => isView.test(name));
  window.location.reload();
}

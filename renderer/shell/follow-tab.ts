/** Where the focus is on a tab that is no longer the open one, whatever opened the other, it goes along. */
export function followTab(): void {
  const focused = document.activeElement;
  if (!focused?.matches('[role="tab"]') || focused.getAttribute('aria-selected') === 'true') return;
  const list = focused.closest('[role="tablist"]');
  list?.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus();
}

/**
 * What a page may use without being asked: putting text on the clipboard when somebody presses the keys for it.
 * Camera, location, devices, notifications, reading the clipboard and all the rest are denied.
 */
export function mayUse(permission: string): boolean {
  return permission === 'clipboard-sanitized-write';
}

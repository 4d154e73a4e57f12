/** Where a seller gives consent (vendors/tiktok-shop.md §1.1). */
const consentHosts: readonly string[] = ['services.tiktokshop.com', 'services.us.tiktokshop.com'];
const loopbackHosts: readonly string[] = ['127.0.0.1', 'localhost'];

/** Whether the system browser may be sent to an address: TikTok Shop's consent pages, and the sandbox's on this machine. */
export function mayOpenOutside(address: string): boolean {
  const url = URL.parse(address);
  if (url === null || url.username !== '' || url.password !== '') return false;
  if (url.protocol === 'https:') return consentHosts.includes(url.host);
  return url.protocol === 'http:' && loopbackHosts.includes(url.hostname);
}

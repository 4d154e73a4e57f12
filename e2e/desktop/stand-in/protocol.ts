type Handle = (request: Request) => Response | Promise<Response>;

const handles = new Map<string, Handle>();
const registered = new Map<string, { readonly standard?: boolean; readonly secure?: boolean }>();

export const protocol = {
  registerSchemesAsPrivileged(
    schemes: readonly { scheme: string; privileges?: { standard?: boolean; secure?: boolean } }[],
  ): void {
    for (const { scheme, privileges } of schemes) registered.set(scheme, privileges ?? {});
  },
  handle(scheme: string, handle: Handle): void {
    handles.set(scheme, handle);
  },
};

/**
 * Chromium alone does not know the app's scheme. Its pages get an address of an https site that exists nowhere
 * (`.invalid`, RFC 2606) and is answered by the scheme's own handler: a standard, secure scheme behaves like that.
 */
const site = (host: string) => `https://${host}.app.invalid`;

export function toChromium(address: string): string {
  const url = URL.parse(address);
  const scheme = url?.protocol.slice(0, -1) ?? '';
  const { standard, secure } = registered.get(scheme) ?? {};
  if (!url || !standard || !secure) return address;
  return site(url.host) + address.slice(`${scheme}://${url.host}`.length);
}

export function fromChromium(address: string): string {
  const found = /^https:\/\/([^/]+)\.app\.invalid(\/.*)?$/.exec(address);
  return found ? `app://${found[1]}${found[2] ?? '/'}` : address;
}

/** What the app's own handler answers; null for addresses that are none of its. */
export async function answerFor(address: string, method: string): Promise<Response | null> {
  const handle = handles.get(URL.parse(address)?.protocol.slice(0, -1) ?? '');
  // A Request refuses the methods that no handler of a scheme ever sees.
  return handle ? handle(new Request(address, { method })) : null;
}

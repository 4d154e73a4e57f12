import { securityHeaders } from '../web/security-headers.ts';
import type { StaticFile } from '../web/static-files.ts';
import { toAppPath } from './navigation.ts';

/** Answers a request of the window for `app://tieout/…`: one of the built files under the strict policy, or nothing. */
export async function answerAppRequest(
  request: { readonly url: string; readonly method: string },
  read: (path: string) => Promise<StaticFile | null>,
): Promise<Response> {
  const path = toAppPath(request.url);
  const file = path !== null && request.method === 'GET' ? await read(path) : null;
  if (!file)
    return new Response('There is nothing at this address.', { status: 404, headers: securityHeaders });
  return new Response(new Uint8Array(file.body), {
    headers: { ...securityHeaders, 'content-type': file.contentType, 'cache-control': file.cacheControl },
  });
}

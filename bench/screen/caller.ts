import type { Ask, MethodName } from '../../app/contract/api.ts';

/** A second caller beside the window: signs in with a start address and asks the web host as the screens do. */
export async function signIn(url: string) {
  const { origin, hash } = new URL(url);
  const post = async (path: string, body: unknown, token?: string): Promise<unknown> => {
    const response = await fetch(origin + path, {
      method: 'POST',
      headers: {
        origin,
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    });
    const reply: unknown = await response.json();
    if (typeof reply === 'object' && reply !== null && 'ok' in reply && reply.ok === true && 'value' in reply)
      return reply.value;
    throw new Error(`${path} was refused: ${JSON.stringify(reply)}`);
  };
  const session = await post('/session', { code: hash.replace('#code=', '') });
  const token =
    typeof session === 'object' && session !== null && 'token' in session ? String(session.token) : '';
  return <M extends MethodName>(method: M, input: Ask<M>): Promise<unknown> =>
    post(`/api/${method}`, input, token);
}

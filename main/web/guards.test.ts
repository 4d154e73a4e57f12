import { expect, it } from 'vitest';
import { guard } from './guards.ts';

const asked = { method: 'GET', needsToken: false, contentType: undefined, authorization: undefined };

it('knows its own name without a port on port 80, where browsers leave it out', () => {
  const own = { ...asked, host: '127.0.0.1', origin: 'http://127.0.0.1' };
  expect(guard(own, 80, 't')).toBeNull();
  expect(guard(own, 8080, 't')).toMatchObject({ status: 403 });
  expect(guard({ ...own, host: 'evil.example' }, 80, 't')).toMatchObject({ status: 403 });
});

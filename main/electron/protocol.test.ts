import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from '../web/security-headers.ts';
import { findStaticFile, type StaticFiles } from '../web/static-files.ts';
import { answerAppRequest } from './protocol.ts';

const files: StaticFiles = new Map([
  [
    '/index.html',
    { body: Buffer.from('page'), contentType: 'text/html; charset=utf-8', cacheControl: 'no-store' },
  ],
  ['/assets/app.js', { body: Buffer.from('code'), contentType: 'text/javascript', cacheControl: 'private' }],
]);

const read = async (path: string) => findStaticFile(files, path);

describe('a request of the window', () => {
  it.each([
    ['app://tieout/', 'page'],
    ['app://tieout/index.html?x', 'page'],
    ['app://tieout/assets/app.js', 'code'],
  ])('%s gets its file under the strict policy', async (url, text) => {
    const response = await answerAppRequest({ url, method: 'GET' }, read);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(text);
    expect(response.headers.get('content-security-policy')).toBe(contentSecurityPolicy);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each([
    ['GET', 'app://tieout/../main.js'],
    ['GET', 'app://tieout/%2e%2e/main.js'],
    ['GET', 'app://tieout/assets/..%2f..%2fmain.js'],
    ['GET', 'app://tieout//etc/passwd'],
    ['GET', 'app://other/index.html'],
    ['GET', 'file:///index.html'],
    ['POST', 'app://tieout/index.html'],
  ])('%s %s gets nothing', async (method, url) => {
    const response = await answerAppRequest({ url, method }, read);
    expect(response.status).toBe(404);
    expect(response.headers.get('content-security-policy')).toBe(contentSecurityPolicy);
  });
});

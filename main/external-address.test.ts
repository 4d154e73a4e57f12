import { expect, it } from 'vitest';
import { mayOpenOutside } from './external-address.ts';

it.each([
  'https://services.tiktokshop.com/open/authorize?service_id=1&state=2',
  'https://services.us.tiktokshop.com/open/authorize',
  'http://127.0.0.1:43123/authorize',
  'http://localhost:1/',
])('%s may be opened', (address) => expect(mayOpenOutside(address)).toBe(true));

it.each([
  'http://services.tiktokshop.com/',
  'https://services.tiktokshop.com.evil.example/',
  'https://services.tiktokshop.com:8443/',
  'https://services.tiktokshop.com@evil.example/',
  'https://evil.example/',
  'http://192.168.0.1/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'calculator://',
  '',
])('%s may not', (address) => expect(mayOpenOutside(address)).toBe(false));

import { describe, expect, it } from 'vitest';
import { isLedgerKind, ledgers } from './registry.ts';

const clock = { now: () => 0, sleep: async () => {} };
const link = { accountKey: ' acme ', clientId: 'client', secretKey: 'shh' };

function problemOf(more: Readonly<Record<string, unknown>>) {
  const opened = ledgers.stokly.open({ ...link, ...more }, { clock });
  return opened.ok ? null : opened.error;
}

describe('the register of ledgers', () => {
  it('knows its own kinds and nothing every object has', () => {
    expect(isLedgerKind('stokly')).toBe(true);
    expect(isLedgerKind('toString')).toBe(false);
    expect(isLedgerKind('netsuite')).toBe(false);
  });

  it('asks for exactly one secret per ledger', () => {
    for (const { fields } of Object.values(ledgers)) {
      expect(fields.filter((field) => field.isSecret)).toHaveLength(1);
    }
  });

  it('opens a link as the books keep it: all texts', () => {
    const opened = ledgers.stokly.open(
      {
        ...link,
        apiUrl: 'http://127.0.0.1:1234',
        ratePerMinute: '0',
        assumedCalls: 'false',
        visibilityGraceMs: '500',
        place: 'of no concern to the ledger',
      },
      { clock },
    );
    expect(opened.ok && opened.value.capabilities).toMatchObject({
      name: 'Stokly',
      creditNotes: false,
      visibilityGraceMs: 500,
    });
  });
});

describe('a Stokly link', () => {
  it('is fine with the three values, an https address or this machine', () => {
    expect(problemOf({})).toBeNull();
    expect(problemOf({ apiUrl: 'https://api.example.test' })).toBeNull();
    expect(problemOf({ apiUrl: 'http://[::1]:80' })).toBeNull();
  });

  it.each([
    'http://api.example.test',
    'https://user:secret@api.example.test',
    'https://api.example.test/v0',
    'https://api.example.test/?a=b',
    'http://127.0.0.1.example.test',
    'file:///etc/hosts',
    'nonsense',
  ])('never sends the sign-in to %s', (apiUrl) => {
    expect(problemOf({ apiUrl })?.field).toBe('apiUrl');
  });

  it.each([
    [{ secretKey: '  ' }, 'secretKey', 'Enter the secret key.'],
    [{ clientId: 7 }, 'clientId', 'Enter the client id.'],
    [{ accountKey: 'a\u0000b' }, 'accountKey', 'The account key contains characters that cannot be typed.'],
  ])('says which value is wrong: %j', (more, field, message) => {
    expect(problemOf(more)).toEqual({ field, message });
  });

  it('refuses a rate that makes no sense', () => {
    expect(problemOf({ ratePerMinute: '-1' })?.field).toBe('ratePerMinute');
    expect(problemOf({ ratePerMinute: 1e9 })?.field).toBe('ratePerMinute');
  });
});

import { describe, expect, test } from 'vitest';
import { type Currency, parseCurrency } from '../domain/money.ts';
import { readBankStatement } from './read-bank-statement.ts';

const gbp = parseCurrency('GBP') as Currency; // GBP is a currency.
const bytes = (text: string) => new TextEncoder().encode(text);
async function linesOf(text: string) {
  const read = await readBankStatement(bytes(text), gbp);
  if (!read.ok) throw new Error(read.error.message);
  return read.value.map(({ bookedOn, amountMinor, currency, text: said }) => [
    bookedOn,
    amountMinor,
    currency,
    said,
  ]);
}

describe('bank statements', () => {
  test('CSV', async () => {
    expect(await linesOf('Date;Description;Amount\n14/05/2026;TIKTOK;1.234,50\n')).toEqual([
      ['2026-05-14', 123450, 'GBP', 'TIKTOK'],
    ]);
  });

  test('OFX 1, whose tags have no ends', async () => {
    const ofx = [
      'OFXHEADER:100',
      'DATA:OFXSGML',
      '<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>GBP',
      '<BANKTRANLIST>',
      '<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260514120000[0:GMT]<TRNAMT>182.60<FITID>2026-1<NAME>TIKTOK &amp; CO<MEMO>PAYOUT',
      '</STMTTRN>',
      '<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20260515<TRNAMT>-9.99<FITID>2026-2<NAME>FEE',
      '</STMTTRN></BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>',
    ].join('\n');
    expect(await linesOf(ofx)).toEqual([
      ['2026-05-14', 18260, 'GBP', 'TIKTOK & CO · PAYOUT'],
      ['2026-05-15', -999, 'GBP', 'FEE'],
    ]);
  });

  test('camt.053', async () => {
    const camt = `<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt>
      <Bal><Amt Ccy="GBP">999.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>
      <Ntry><Amt Ccy="GBP">182.60</Amt><CdtDbtInd>CRDT</CdtDbtInd><BookgDt><Dt>2026-05-14</Dt></BookgDt><AcctSvcrRef>A1</AcctSvcrRef>
        <NtryDtls><TxDtls><Amt Ccy="GBP">182.60</Amt><RmtInf><Ustrd>TIKTOK PAYOUT</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
      <Ntry><Amt Ccy="GBP">10.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><BookgDt><DtTm>2026-05-15T08:00:00Z</DtTm></BookgDt></Ntry>
    </Stmt></BkToCstmrStmt></Document>`;
    expect(await linesOf(camt)).toEqual([
      ['2026-05-14', 18260, 'GBP', 'TIKTOK PAYOUT'],
      ['2026-05-15', -1000, 'GBP', ''],
    ]);
  });

  test('MT940 is not read, and says what to export instead', async () => {
    const mt940 =
      '{1:F01BANKGB2L}{4:\r\n:20:1\r\n:25:GB00BANK\r\n:60F:C260513GBP1,00\r\n:61:2605140514C182,60NTRF\r\n-}';
    const read = await readBankStatement(bytes(mt940), gbp);
    expect(read).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(/MT940.*camt\.053, OFX or CSV/) },
    });
  });

  test.each([
    ['a picture', '\u0089PNG\r\n'],
    ['an OFX file with an amount that is none', '<OFX><STMTTRN><DTPOSTED>20260514<TRNAMT>1,5<FITID>1'],
    ['an OFX file without transactions', '<OFX></OFX>'],
    ['a camt file that is cut', '<Document xmlns="camt.053.001.02"><Ntry><Amt Ccy="GBP">1.00</Amt>'],
    [
      'a camt file with entities of its own',
      '<!DOCTYPE x [<!ENTITY a "b">]><Document xmlns="camt.053.001.02">&a;</Document>',
    ],
    ['nothing', ''],
  ])('%s is refused in a sentence', async (_, text) => {
    const read = await readBankStatement(bytes(text), gbp);
    expect(read.ok).toBe(false);
    if (!read.ok) expect(read.error.message).toMatch(/\.$/);
  });
});

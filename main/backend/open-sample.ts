import type { Input, Output } from '../../app/contract/api.ts';
import type { Reply } from '../../app/contract/errors.ts';
import { toLedgerId, toShopId } from '../../app/domain/ids.ts';
import type { Books } from '../../app/ports/books.ts';
import type { Deps } from '../../app/services/deps.ts';
import type { Services } from '../../app/services/handlers.ts';
import { prepareProfile } from '../../app/services/link/profiles.ts';
import { loadLedgerViews, loadShopViews } from '../../app/services/link/views.ts';
import { sampleMark } from './connectors.ts';
import type { SampleServers } from './sample-servers.ts';

/**
 * "Open the sample company": starts the sandbox, links its shops and its ledger over HTTP like real ones, and
 * prepares their posting profiles. Opening it again relinks and changes nothing else.
 */
export async function openSample(
  deps: Deps,
  servers: SampleServers,
  services: Services,
): Promise<Reply<Output<'sample.open'>>> {
  const sandbox = await servers.start();
  const ledger = await services.ledgers.link({
    kind: 'stokly',
    name: 'Harbour & Pine (sample)',
    connection: { ...sampleMark, accountKey: sandbox.stokly.accountKey, clientId: sandbox.stokly.clientId },
    secret: sandbox.stokly.secretKey,
    isSample: true,
  });
  if (!ledger.ok) return ledger;
  const started = await services.shops.start({
    kind: 'tiktok',
    connection: {
      ...sampleMark,
      appKey: sandbox.tiktok.appKey,
      serviceId: sandbox.tiktok.serviceId,
      market: 'rest',
    },
    secret: sandbox.tiktok.appSecret,
    isSample: true,
  });
  if (!started.ok) return started;
  // The consent page is skipped: the sample company agrees to everything.
  const linked = await services.shops.finish(started.value.linkId, sandbox.authorize());
  if (!linked.ok) return linked;
  for (const shopId of linked.value.shopIds) {
    const profile = await deps.books.shops.loadProfile(toShopId(shopId));
    // A shop that was moved to another ledger stays there.
    if (profile !== null && profile.ledgerId !== ledger.value.ledgerId) continue;
    const prepared = await prepareProfile(deps, services.ledgers, shopId, ledger.value.ledgerId);
    if (!prepared.ok) return prepared;
  }
  const views = (await loadLedgerViews(deps)).filter(
    (view) => toLedgerId(view.ledgerId) === ledger.value.ledgerId,
  );
  const shopIds = new Set<string>(linked.value.shopIds);
  const shops = (await loadShopViews(deps)).filter((view) => shopIds.has(toShopId(view.shopId)));
  const [view] = views;
  if (!view) throw new Error('A ledger that was just linked is in the books');
  return { ok: true, value: { shops, ledger: view } };
}

/** True when these books have the sample company linked: its servers must run for anything to work. */
export async function hasSample(books: Books): Promise<boolean> {
  const shops = await books.shops.list();
  return shops.some((shop) => shop.isSample && shop.linkState !== 'unlinked');
}

/** What Seller Center would give the bookkeeper to download. */
export async function exportSampleFile(
  books: Books,
  servers: SampleServers,
  { shopId, format, which }: Input<'sample.settlementFile'>,
): Promise<Reply<Output<'sample.settlementFile'>>> {
  const shop = await books.shops.load(toShopId(shopId));
  if (!shop?.isSample) {
    return refuseReal('its settlement file along. Load the export of Seller Center.');
  }
  return fileReply((await servers.start()).settlementExport(shop.shopId, format, { which }));
}

/** What the bank would send. */
export async function exportSampleStatement(
  books: Books,
  servers: SampleServers,
  { shopId }: Input<'sample.bankStatement'>,
): Promise<Reply<Output<'sample.bankStatement'>>> {
  const shop = await books.shops.load(toShopId(shopId));
  if (!shop?.isSample) return refuseReal('a bank statement along. Load the one of your bank.');
  return fileReply((await servers.start()).bankStatement(shop.shopId));
}

function refuseReal(what: string): Reply<never> {
  const message = `Only the sample company brings ${what}`;
  return { ok: false, error: { code: 'NOT_SUPPORTED', message, retryable: false } };
}

function fileReply({ fileName, bytes }: { readonly fileName: string; readonly bytes: Uint8Array }) {
  const contentBase64 = Buffer.from(bytes).toString('base64');
  return { ok: true, value: { fileName, contentBase64 } } as const;
}

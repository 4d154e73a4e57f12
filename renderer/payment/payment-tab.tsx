import { type DragEvent, useState } from 'react';
import type { ShopView } from '../../app/contract/accounts.ts';
import { useStartJob } from '../data/use-command.ts';
import { useKept, useQuery } from '../data/use-query.ts';
import { ExportButton } from '../grid/export-button.tsx';
import { nothingTicked } from '../grid/selection.ts';
import { useShell } from '../shell/shell-state.ts';
import { useBusy } from '../shell/use-busy.ts';
import { useCommands } from '../shell/use-commands.ts';
import { Button } from '../widgets/button.tsx';
import { formatCount, plural } from '../widgets/format.ts';
import { Icon } from '../widgets/icons.tsx';
import { chooseFiles, DropZone, LoadButton } from './choose-files.tsx';
import { dayColumns } from './day-columns.tsx';
import { DayPanel } from './day-panel.tsx';
import { Days, daySums } from './days.tsx';
import { FeeList } from './fee-list.tsx';
import { FilesView } from './files-view.tsx';
import { LoadList } from './load-list.tsx';
import { OrderList } from './order-list.tsx';
import { PaymentRows } from './payment-rows.tsx';
import { everyRow, type PaymentView, usePaymentState } from './payment-state.ts';
import { canBePosted } from './plan-days.ts';
import { type LockedDates, PostDays } from './post-days.tsx';
import { TieOutPanel } from './tie-out-panel.tsx';
import { useLoadFiles } from './use-load-files.ts';
import { useOfferedFiles } from './use-offered-files.ts';

/** Settlement files, what each day becomes, and posting it. */
export function PaymentTab({ shop }: { shop: ShopView }) {
  const { shopId, currency } = shop;
  const state = usePaymentState(shopId);
  const startJob = useStartJob();
  const running = useBusy(shopId);
  const { load, loadSample, cancel, busy: loading } = useLoadFiles(shopId);
  const [isAsking, setAsking] = useState(false);
  const [isOver, setIsOver] = useState(false);
  /** Posting answers what waited: the columns for it are drawn anew, those without anything to show are gone. */
  const [posts, setPosts] = useState(0);
  const preview = useQuery('payments.preview', { shopId });
  const kept = useKept(preview.data);
  const days = kept?.days ?? [];
  const day =
    days.find((one) => one.settledOn === state.day) ??
    days.find((one) => one.state !== 'posted') ??
    days.at(-1);
  const missing = kept?.missingOrders ?? 0;
  const busy = loading ?? running;

  useOfferedFiles(busy, load);

  const post = async (dates: readonly string[] | null, lockedDates: LockedDates) => {
    setAsking(false);
    setPosts((times) => times + 1);
    // The day that is open stays open while its neighbours are posted.
    if (day) state.set({ day: day.settledOn });
    const request = { shopId, dates: dates === null ? null : [...dates], lockedDates };
    if (await startJob('payments.post', request)) state.setSelection(() => nothingTicked);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    const files = [...event.dataTransfer.files];
    if (files.length > 0 && busy === null) load(files);
  };

  const isAnyReady = days.some(canBePosted) || (kept?.locked ?? null) !== null;
  const isAnyBlocked = days.some((one) => one.state === 'blocked');
  const isAllPosted = days.length > 0 && days.every((one) => one.state === 'posted');
  const whyNoPost =
    busy ?? shop.postingOff ?? (isAnyReady ? null : whyNothingReady(days.length, isAllPosted));
  useCommands({
    'payment.load': { why: busy, run: chooseFiles },
    'payment.loadSample': {
      why: shop.isSample ? busy : 'This shop is not of the sample company',
      run: () => loadSample('month'),
    },
    'payment.loadLater': {
      why: shop.isSample
        ? (busy ?? (days.length > 0 ? null : 'Load the first sample file before it'))
        : 'This shop is not of the sample company',
      run: () => loadSample('later'),
    },
    'payment.fetchMissing': {
      why: busy ?? (missing > 0 ? null : 'No order is missing'),
      run: () => void startJob('payments.fetchMissing', { shopId }),
    },
    'payment.days': { why: null, run: () => state.set({ view: 'days' }) },
    'payment.tiedOut': { why: null, run: () => state.set({ view: 'tiedOut' }) },
    'payment.post': { why: whyNoPost, run: () => setAsking(true) },
  });
  return (
    // Files can be dropped anywhere on the tab; the Load file button does the same for the keyboard.
    <section
      aria-label="Payment"
      className={isOver ? 'payment drop-over' : 'payment'}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      <div className="toolbar">
        <AccountBox shop={shop} />
        <LoadButton busy={busy} isFirst={days.length === 0 && !shop.isSample} onFiles={load} />
        {shop.isSample && (
          <Button
            kind={days.length === 0 ? 'primary' : 'plain'}
            disabledBecause={busy}
            title="The settlement export that belongs to the sample company's orders."
            onClick={() => loadSample('month')}
          >
            Load the sample file
          </Button>
        )}
        {shop.isSample && days.length > 0 && (
          <Button
            disabledBecause={busy}
            title="Some days later: a row has changed, a commission is charged twice, an order of October is refunded, a type is unknown."
            onClick={() => loadSample('later')}
          >
            Later sample file
          </Button>
        )}
        <span className="segments">
          {views.map(({ view, name }) => (
            <Segment key={view} name={name} on={state.view === view} onPress={() => state.set({ view })} />
          ))}
        </span>
        <span className="push" />
        {state.view === 'days' && days.length > 0 && (
          <ExportButton
            grid="days"
            label="Days"
            shopName={shop.name}
            columns={dayColumns}
            total={days.length}
            filters={[]}
            sums={daySums(days, currency)}
            readAll={() => Promise.resolve({ rows: [...days], error: null })}
          />
        )}
        <Button kind="primary" disabledBecause={whyNoPost} onClick={() => setAsking(true)}>
          Post
        </Button>
      </div>
      <LoadList shopId={shopId} busy={loading} onCancel={cancel} />
      {missing > 0 && (
        <div className="message tone-failed missing-orders" role="alert">
          <Icon name="alert" />
          <span className="text">
            {plural(missing, 'order')} of the settlement {missing === 1 ? 'has' : 'have'} no invoice yet.{' '}
            {missing === 1 ? 'It keeps its date' : 'They keep their dates'} from being posted.
          </span>
          <Button onClick={() => state.set({ ...everyRow, view: 'rows', status: 'orderNotPosted' })}>
            Show the rows
          </Button>
          <Button
            kind="primary"
            disabledBecause={busy}
            onClick={() => void startJob('payments.fetchMissing', { shopId })}
          >
            {`Fetch and post the ${missing === 1 ? 'missing order' : `${formatCount(missing)} missing orders`}`}
          </Button>
        </div>
      )}
      {state.view === 'tiedOut' && <TieOutPanel shopId={shopId} />}
      {state.view === 'files' && <FilesView shop={shop} />}
      {/* The card of a file takes the place of the invitation to load one: neither moves the other. */}
      {state.view !== 'tiedOut' &&
        state.view !== 'files' &&
        days.length === 0 &&
        state.loads.length === 0 && (
          <DropZone
            text={loading ?? preview.error?.message ?? null}
            isKnown={preview.data !== undefined}
            busy={busy}
          />
        )}
      {state.view === 'days' && day && (
        <>
          <div className="day-split">
            <Days shop={shop} days={days} currency={currency} activeDay={day.settledOn} />
            <DayPanel shop={shop} day={day} />
          </div>
          <PaymentRows key={posts} shop={shop} day={day.settledOn} mayWait={isAnyBlocked} />
        </>
      )}
      {state.view === 'rows' && day && (
        <PaymentRows key={posts} shop={shop} day={day.settledOn} mayWait={isAnyBlocked} />
      )}
      {state.view === 'orders' && day && <OrderList shop={shop} day={day.settledOn} />}
      {state.view === 'fees' && day && <FeeList shop={shop} day={day.settledOn} />}
      {isAsking && (
        <PostDays
          shop={shop}
          selection={state.selection}
          onConfirm={(dates, lockedDates) => void post(dates, lockedDates)}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  );
}

const views: readonly { readonly view: PaymentView; readonly name: string }[] = [
  { view: 'days', name: 'Days' },
  { view: 'rows', name: 'Rows' },
  { view: 'orders', name: 'By order' },
  { view: 'fees', name: 'By fee' },
  { view: 'files', name: 'Files' },
  { view: 'tiedOut', name: 'Tied out' },
];

function whyNothingReady(count: number, isAllPosted: boolean): string {
  if (count === 0) return 'Load a settlement file first';
  return isAllPosted ? 'Every day is posted' : 'No day is ready: see what is in the way';
}

/** The shop box where SQL Account's users look for it; it is the same choice as in the header. */
function AccountBox({ shop }: { shop: ShopView }) {
  const chooseShop = useShell((state) => state.chooseShop);
  const shops = useQuery('shops.list', {}).data?.shops ?? [shop];
  return (
    <label className="inline-field">
      Account
      <select className="input" value={shop.shopId} onChange={(event) => chooseShop(event.target.value)}>
        {shops.map((one) => (
          <option key={one.shopId} value={one.shopId}>
            {one.name}
          </option>
        ))}
      </select>
    </label>
  );
}

function Segment({ name, on, onPress }: { name: string; on: boolean; onPress: () => void }) {
  return (
    <button type="button" className="segment" aria-pressed={on} onClick={onPress}>
      {name}
    </button>
  );
}

import './data/strict-csp.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createClient } from '../app/contract/client.ts';
import { App } from './App.tsx';
import { BackendProvider } from './data/backend.tsx';
import { useConnection } from './data/connection.ts';
import { followEvents } from './data/follow-events.ts';
import { useJobs } from './data/jobs.ts';
import { QueryCache, queryKey } from './data/query-cache.ts';
import { expectFirstRows } from './shell/expect-first-rows.ts';
import { restoreFormats } from './shell/format-choice.ts';
import { takeHostEvent } from './shell/host-requests.ts';
import { describeJob } from './shell/job-results.ts';
import { useMessage } from './shell/messages.ts';
import { lastTab, restorePlace, useShell } from './shell/shell-state.ts';
import { tabParts } from './shell/tab-parts.tsx';
import { restoreTheme } from './shell/theme.ts';
import { restoreGuide } from './shell/use-guide.ts';
import { pickTransport } from './transport/pick.ts';
import { warmWhenIdle } from './widgets/lazily.tsx';
import { keepWith } from './widgets/remember.ts';
import './theme.css';
import './widgets/widgets.css';
import './grid/grid.css';
import './grid/grid-head.css';
import './grid/print.css';
import './shell/shell.css';
import './account/account.css';
import './product/product.css';
import './orders/orders.css';
import './payment/payment.css';
import './tie-out/standing.css';
import './changes/changes.css';
import './undo/undo.css';
import './statements/statements.css';
import './tie-out/tie-out.css';
import './reports/reports.css';
import './shell/small-screens.css';

/** The first screen asks for its rows and shows them before anything else is read. */
const firstScreenMilliseconds = 1000;

/** Changes during a job are answered together, this often. */
const settleMilliseconds = 200;

// From the browser's own storage, until the books have answered.
restoreTheme();
// Where the browser's storage knows the last tab already, its file comes together with what the books answer.
const expected = lastTab();
if (expected) void tabParts[expected].warm();

const client = createClient(
  pickTransport(window, {
    onRestored: () => {
      useConnection.setState({ state: 'up' });
      catchUp();
    },
    onLost: (state) => useConnection.setState({ state }),
  }),
);
const cache = new QueryCache(client);

followEvents(client, {
  cache,
  later: (run) => window.setTimeout(run, settleMilliseconds),
  onHost: takeHostEvent,
  onJob: (job) => {
    const known = useJobs.getState().jobs.get(job.jobId)?.state;
    useJobs.getState().apply(job);
    // A job that was running already when this window opened, or that was started in it, ends with a message.
    if (job.state !== 'running' && known !== job.state) useMessage.getState().show(describeJob(job));
  },
});
catchUp();

/** After the start and after a lost line: jobs may have begun, gone on or ended unheard. */
function catchUp(): void {
  cache.invalidate(() => true);
  void client.call('jobs.list', {}).then((reply) => {
    if (!reply.ok) return;
    for (const job of reply.value.jobs) {
      const { jobs, apply } = useJobs.getState();
      if (job.state === 'running' || jobs.has(job.jobId)) apply(job);
    }
  });
}

/** What this person chose before is known before anything is shown: nothing jumps. */
async function start(): Promise<void> {
  // Every screen begins with the shops.
  cache.expect(queryKey('shops.list', {}));
  const kept = await client.call('preferences.load', {});
  keepWith(kept.ok ? kept.value.values : {}, (name, value) =>
    client.call('preferences.save', { name, value }),
  );
  restoreTheme();
  restoreFormats();
  restorePlace();
  restoreGuide();
  // The one screen that is shown is there before the page is drawn: nothing flashes.
  await tabParts[useShell.getState().tab].warm();
  await expectFirstRows(cache);
  const root = document.getElementById('root');
  if (!root) return;
  createRoot(root).render(
    <StrictMode>
      <BackendProvider backend={{ client, cache }}>
        <App />
      </BackendProvider>
    </StrictMode>,
  );
  setTimeout(warmWhenIdle, firstScreenMilliseconds);
}

void start();

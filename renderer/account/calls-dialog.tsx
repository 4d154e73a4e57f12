import type { Output } from '../../app/contract/api.ts';
import { Dialog } from '../widgets/dialog.tsx';
import { look, Status, type StatusLook } from '../widgets/status.tsx';

type Call = Output<'ledgers.check'>['calls'][number];

const callLooks: Readonly<Record<Call['result'], StatusLook>> = {
  works: look('done', 'Works'),
  refused: look('failed', 'Refused'),
  'not tried': look('skipped', 'Not tried'),
};

/** Every call of a ledger and how trying it went. */
export function CallsDialog(props: { name: string; calls: readonly Call[]; onClose: () => void }) {
  return (
    <Dialog title={`Calls of ${props.name}`} wide onClose={props.onClose}>
      <p className="muted">
        Observed calls were seen in working software; assumed ones were not. Calls that write are not tried.
      </p>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">Call</th>
            <th scope="col">For</th>
            <th scope="col">Known as</th>
            <th scope="col">Result</th>
            <th scope="col">Detail</th>
          </tr>
        </thead>
        <tbody>
          {props.calls.map((call) => (
            <tr key={`${call.call} ${call.purpose}`}>
              <td>{call.call}</td>
              <td>{call.purpose}</td>
              <td>{call.status}</td>
              <td>
                <Status look={callLooks[call.result]} />
              </td>
              <td>{call.detail}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}

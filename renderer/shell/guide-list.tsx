import { Button } from '../widgets/button.tsx';
import { Dialog } from '../widgets/dialog.tsx';
import { CheckField } from '../widgets/field.tsx';
import { Icon } from '../widgets/icons.tsx';
import { nextStep } from './guide-steps.ts';
import { useOverlay } from './overlay.ts';
import { goToStep, useGuide, useGuideChoice } from './use-guide.ts';

/** All first steps with what the books say of each, and the way to each. */
export function GuideList() {
  const close = useOverlay((state) => state.close);
  const { isOn, choose } = useGuideChoice();
  const steps = useGuide(true) ?? [];
  const next = nextStep(steps);
  return (
    <Dialog
      title="First steps"
      wide
      onClose={close}
      onSubmit={close}
      actions={
        <>
          <span className="left">
            <CheckField label="Show the next step under the header" checked={isOn} onChange={choose} />
          </span>
          <Button kind="primary" type="submit" autoFocus>
            Close first steps
          </Button>
        </>
      }
    >
      <p className="muted">
        {next
          ? 'The marks come from the books: what is done anywhere is done here.'
          : 'Everything is done: this payout ties out.'}
      </p>
      <ol className="guide-list">
        {steps.map((step) => (
          <li key={step.id} className={step === next ? 'next' : undefined}>
            <span className={step.isDone ? 'guide-mark tone-done' : 'guide-mark tone-skipped'}>
              <Icon name={step.isDone ? 'check' : 'ring'} />
              <span className="visually-hidden">{step.isDone ? 'Done' : 'Open'}</span>
            </span>
            <div>
              <b>{step.title}</b>
              {step.progress && <span className="muted"> ({step.progress})</span>}
              <p className="muted">{step.why}</p>
            </div>
            <Button
              small
              label={`${step.button}: ${step.title}`}
              kind={step === next ? 'primary' : 'plain'}
              onClick={() => {
                close();
                // After the dialog has given the focus back, so that the place can take it.
                requestAnimationFrame(() => goToStep(step));
              }}
            >
              {step.button}
            </Button>
          </li>
        ))}
      </ol>
    </Dialog>
  );
}

import type { ReactNode } from 'react';
import { Button, IconButton } from '../widgets/button.tsx';
import { nextStep } from './guide-steps.ts';
import { showInfo } from './messages.ts';
import { useOverlay } from './overlay.ts';
import { useShell } from './shell-state.ts';
import { goToStep, useGuide, useGuideChoice } from './use-guide.ts';

/** The next of the first steps in one line, until all are done or it is closed; then `otherwise`. */
export function GuideStrip({ otherwise }: { otherwise: ReactNode }) {
  const { isOn, choose } = useGuideChoice();
  const show = useOverlay((state) => state.show);
  const tab = useShell((state) => state.tab);
  const steps = useGuide(isOn);
  const next = steps ? nextStep(steps) : undefined;
  if (!isOn || (steps && !next)) return otherwise;
  if (!steps || !next) return null;
  const done = steps.filter(({ isDone }) => isDone).length;
  const close = () => {
    choose(false);
    showInfo('First steps are closed. They are found again with Ctrl+K.');
  };
  return (
    <section className="guide-strip" aria-label="First steps">
      <span className="text" title={next.why}>
        <span className="muted">
          First steps, {done} of {steps.length} done. Next:
        </span>{' '}
        <b>{next.title}</b>
        {next.progress && <span className="muted"> ({next.progress})</span>}
      </span>
      {next.goTo !== tab && (
        <Button small onClick={() => goToStep(next)}>
          {next.button}
        </Button>
      )}
      <Button small kind="quiet" onClick={() => show('guide')}>
        All steps
      </Button>
      <IconButton icon="cross" label="Close the first steps" onClick={close} />
    </section>
  );
}

import type { ReactNode } from 'react';
import type { LedgerView, ShopView, TestPart } from '../../app/contract/accounts.ts';
import { formatInstant, plural } from '../widgets/format.ts';
import { Icon } from '../widgets/icons.tsx';
import { Status } from '../widgets/status.tsx';
import { partLooks } from './looks.ts';

/** Why a link is not simply linked, with the button that mends it. */
export function LinkMessage({
  link,
  message,
  action,
}: Pick<ShopView, 'link' | 'message'> & { action?: ReactNode }) {
  if (message === null) return null;
  const grave = link === 'relinkNeeded' || link === 'clockWrong';
  const calm = link === 'unlinked';
  return (
    <div className={`link-message${grave ? ' grave' : ''}${calm ? ' calm' : ''}`} role="note">
      <p>{message}</p>
      {action}
    </div>
  );
}

/** The last connection test in place: what is wrong in full, what is fine counted, and when it was. */
export function TestResult({ test }: { test: NonNullable<LedgerView['lastTest']> }) {
  const bad = test.parts.filter((part) => part.result !== 'fine');
  const fine = test.parts.length - bad.length;
  const works = test.parts.every((part) => part.result !== 'wrong');
  return (
    <section className="test-result" aria-label="Connection test">
      <p>
        <Status
          look={{ ...partLooks[works ? 'fine' : 'wrong'], label: works ? 'Test passed' : 'Test failed' }}
        />
        <span className="muted">
          {plural(fine, 'check')} fine · {formatInstant(test.at)}
        </span>
      </p>
      {bad.length > 0 && <PartList parts={bad} />}
    </section>
  );
}

export function PartList({ parts }: { parts: readonly TestPart[] }) {
  return (
    <ul className="part-list">
      {parts.map((part) => (
        <li key={`${part.what} ${part.message}`} className={`part-${part.result}`}>
          <Icon name={partLooks[part.result].icon} size={13} />
          <span>
            <b>{part.what}</b> {part.message}
          </span>
        </li>
      ))}
    </ul>
  );
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export function Missing({ children }: { children: ReactNode }) {
  return (
    <span className="missing">
      <Icon name="alert" size={13} /> {children}
    </span>
  );
}

import { useState } from 'react';
import { Button } from '../widgets/button.tsx';
import { look, Status } from '../widgets/status.tsx';

interface TestResult {
  readonly works: boolean;
  readonly message: string;
}

/** Tries a link and says beside the button, in a sentence, how it went. */
export function TestButton({ run }: { run: () => Promise<TestResult | undefined> }) {
  const [result, setResult] = useState<TestResult | null>(null);
  const [busy, setBusy] = useState(false);
  const test = async () => {
    setBusy(true);
    setResult((await run()) ?? null);
    setBusy(false);
  };
  return (
    <>
      <Button onClick={() => void test()} disabledBecause={busy ? 'The test is running' : null}>
        Test connection
      </Button>
      <output className="test-result">
        {result && (
          <Status
            look={result.works ? look('done', result.message) : look('failed', result.message)}
            title={result.message}
          />
        )}
      </output>
    </>
  );
}

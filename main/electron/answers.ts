import type { Secrets } from '../../app/ports/secrets.ts';
import type { Answer, Ask } from './backend-messages.ts';

/** Does what the backend's process asks of the main process. */
export function createAnswers(able: {
  readonly secrets: Secrets;
  readonly openInBrowser: (url: string) => Promise<boolean>;
}): (ask: Ask) => Promise<Answer> {
  return async (ask) => {
    switch (ask.what) {
      case 'secrets.load':
        return able.secrets.load(ask.name);
      case 'secrets.save':
        await able.secrets.save(ask.name, ask.value);
        return null;
      case 'secrets.remove':
        await able.secrets.remove(ask.name);
        return null;
      case 'browser.open':
        return able.openInBrowser(ask.url);
    }
  };
}

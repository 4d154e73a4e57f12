import { registerHooks } from 'node:module';
import './remote.ts';

/**
 * `node --import …/register.ts dist/electron/main.js`: whoever asks for `electron` gets the stand-in. The bundle itself
 * is run as it was built.
 */
registerHooks({
  resolve(specifier, context, next) {
    if (specifier !== 'electron') return next(specifier, context);
    return { url: new URL('./electron.ts', import.meta.url).href, shortCircuit: true };
  },
});

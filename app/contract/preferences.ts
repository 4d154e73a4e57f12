import { z } from 'zod';
import { Empty } from './fields.ts';
import { command, query } from './method.ts';

const PreferenceName = z
  .string()
  .min(1)
  .max(300)
  .regex(/^\P{C}+$/u);

export const preferenceMethods = {
  'preferences.load': query(
    'Choices about the screens (tab, filters, columns, theme, item codes not posted yet), as text by name. Nothing that was booked.',
    Empty,
    z.object({ values: z.record(z.string(), z.string()) }),
  ),
  'preferences.save': command(
    'Keeps one of them; null forgets it.',
    z.object({ name: PreferenceName, value: z.string().max(800_000).nullable() }),
    Empty,
  ),
} as const;

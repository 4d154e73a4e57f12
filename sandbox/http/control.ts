import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import type { Company } from '../company/types.ts';
import { settlementExport } from '../exports/settlement-export.ts';
import { type FaultPlan, faultRulesSchema } from './faults.ts';
import type { Journal } from './journal.ts';

export interface ControlPlane {
  readonly faults: FaultPlan;
  readonly journal: Journal;
  readonly company: Company;
  readonly reset: () => void;
  readonly state: () => unknown;
}

const exportQuery = z.object({
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  separator: z.enum([',', ';', '\t']).optional(),
  encoding: z.enum(['utf-8-bom', 'utf-8', 'utf-16le', 'windows-1252']).optional(),
  rowPerCell: z.stringbool().optional(),
  localized: z.enum(['id', 'vi']).optional(),
  vintage: z.enum(['2026-02', '2026-09']).optional(),
  which: z.enum(['month', 'later']).optional(),
});

/** Routes under `/__sandbox/` that steer a stand-in from outside; faults and the journal do not see them. */
export function addControlPlane(app: FastifyInstance, plane: ControlPlane): void {
  app.post('/__sandbox/reset', (_request, reply) => {
    plane.reset();
    return reply.code(204).send();
  });
  app.get('/__sandbox/faults', () => plane.faults.list());
  app.put('/__sandbox/faults', (request, reply) => {
    const rules = faultRulesSchema.safeParse(parseJson(request.body));
    if (!rules.success) return reply.code(400).send({ message: z.prettifyError(rules.error) });
    plane.faults.set(rules.data);
    return plane.faults.list();
  });
  app.delete('/__sandbox/faults', (_request, reply) => {
    plane.faults.clear();
    return reply.code(204).send();
  });
  app.get('/__sandbox/journal', () => plane.journal.entries());
  app.get('/__sandbox/state', () => plane.state());
  app.get<{ Params: { file: string } }>('/__sandbox/exports/:file', (request, reply) => {
    const [, shopId, format] = /^(\d+)\.(xlsx|csv)$/.exec(request.params.file) ?? [];
    const books = plane.company.shops.find(({ shop }) => shop.id === shopId);
    if (books === undefined) return reply.code(404).send({ message: 'no such shop or format' });
    const query = exportQuery.safeParse(request.query);
    if (!query.success) return reply.code(400).send({ message: z.prettifyError(query.error) });
    const file = settlementExport(books, format === 'csv' ? 'csv' : 'xlsx', withoutUndefined(query.data));
    return reply
      .type(
        format === 'csv' ? 'text/csv' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      )
      .header('content-disposition', `attachment; filename="${file.fileName}"`)
      .send(Buffer.from(file.bytes));
  });
}

/** The parsed body, or `undefined` for what is no JSON. */
export function parseJson(body: unknown): unknown {
  if (typeof body !== 'string') return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function withoutUndefined<T extends object>(value: T): Defined<T> {
  // Only keys whose value is undefined are dropped, so every remaining key keeps its own type.
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as Defined<T>;
}

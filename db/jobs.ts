import type { JobBook, StoredJob } from '../app/ports/records.ts';
import type { Connection } from './connection.ts';
import { fromJson, toJson } from './json.ts';
import type { JobTable } from './schema/schema.ts';

export function createJobBook(connection: Connection): JobBook {
  const { query } = connection;
  return {
    async save(job) {
      const row = toRow(job);
      const { job_id: _, ...changes } = row;
      connection.run(
        query
          .insertInto('jobs')
          .values(row)
          .onConflict((conflict) => conflict.column('job_id').doUpdateSet(changes)),
      );
    },

    async load(jobId) {
      const row = connection.first(query.selectFrom('jobs').selectAll().where('job_id', '=', jobId));
      return row ? toJob(row) : null;
    },

    /** Newest first. */
    async list(limit) {
      const rows = query
        .selectFrom('jobs')
        .selectAll()
        .orderBy('started_at', 'desc')
        .orderBy('job_id', 'desc')
        .limit(Math.max(0, limit));
      return connection.all(rows).map(toJob);
    },

    async markInterrupted(at) {
      return connection.run(
        query
          .updateTable('jobs')
          .set({ state: 'interrupted', finished_at: at })
          .where('state', '=', 'running'),
      );
    },
  };
}

function toRow(job: StoredJob): JobTable {
  return {
    job_id: job.jobId,
    kind: job.kind,
    shop_id: job.shopId,
    state: job.state,
    done: job.done,
    total: job.total,
    message: job.message,
    result: toJson(job.result),
    started_at: job.startedAt,
    finished_at: job.finishedAt,
  };
}

function toJob(row: JobTable): StoredJob {
  return {
    jobId: row.job_id,
    kind: row.kind,
    shopId: row.shop_id,
    state: row.state,
    done: row.done,
    total: row.total,
    message: row.message,
    result: fromJson(row.result),
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  };
}

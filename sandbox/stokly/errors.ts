/** A refusal: HTTP status and the `message` of the body (stokly.md §3.3). */
export class StoklyError extends Error {
  readonly status: number;
  readonly retryAfter: number | null;

  constructor(status: number, message: string, retryAfter: number | null = null) {
    super(message);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

export const badRequest = (message: string): StoklyError => new StoklyError(400, message);
export const notFound = (what: string): StoklyError => new StoklyError(404, `${what} not found`);
export const conflict = (message: string): StoklyError => new StoklyError(409, message);

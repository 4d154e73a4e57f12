import type { z } from 'zod';

/** One method of the contract: what may be asked, what is answered. JSON only. */
export interface Method<In extends z.ZodType, Out extends z.ZodType> {
  /** `query` changes nothing; `command` may. */
  readonly effect: 'query' | 'command';
  /** One line for the documentation. */
  readonly summary: string;
  readonly input: In;
  readonly output: Out;
}

export function query<In extends z.ZodType, Out extends z.ZodType>(
  summary: string,
  input: In,
  output: Out,
): Method<In, Out> {
  return { effect: 'query', summary, input, output };
}

export function command<In extends z.ZodType, Out extends z.ZodType>(
  summary: string,
  input: In,
  output: Out,
): Method<In, Out> {
  return { effect: 'command', summary, input, output };
}

import type { Connection } from '../../connection/connection.ts';
import { type EndpointVariants, idleText, lastInvocations } from '../../catalog/running/idle.ts';

/** An endpoint whose idleness is asked about. */
export interface WatchedEndpoint extends EndpointVariants {
  readonly createdAt: Date;
}

/** What is known about one endpoint. */
export interface Idleness {
  readonly text: string | undefined;
  /** Why CloudWatch could not be asked. */
  readonly error: unknown;
}

/** Milliseconds for which an answer of CloudWatch serves; it counts in periods of five minutes. */
const askEvery = 5 * 60 * 1000;
const hour = 60 * 60 * 1000;

/** Tells which endpoints nobody uses, asking CloudWatch now and then for all of them at once. */
export class IdleWatch {
  #asked: { readonly key: string; readonly at: number; readonly answer: Answer } | undefined;

  /** @returns what is known by ARN; endpoints younger than an hour are not asked about. */
  async look(
    connection: Connection,
    endpoints: readonly WatchedEndpoint[],
    signal: AbortSignal,
    now = new Date(),
  ): Promise<ReadonlyMap<string, Idleness>> {
    const old = endpoints.filter(
      ({ createdAt, variants }) => now.getTime() - createdAt.getTime() >= hour && variants.length > 0,
    );
    if (old.length === 0) return new Map();
    const { last, error } = await this.#ask(connection, old, signal, now);
    return new Map(
      old.map(({ arn, createdAt }) => [
        arn,
        { text: last && idleText(createdAt, last.get(arn), now), error },
      ]),
    );
  }

  async #ask(
    connection: Connection,
    endpoints: readonly WatchedEndpoint[],
    signal: AbortSignal,
    now: Date,
  ): Promise<Answer> {
    const key = JSON.stringify(endpoints.map(({ arn, variants }) => [arn, variants]));
    const known = this.#asked;
    if (known?.key === key && now.getTime() - known.at < askEvery) return known.answer;
    const answer = await lastOrError(connection, endpoints, signal, now);
    if (!signal.aborted) this.#asked = { key, at: now.getTime(), answer };
    return answer;
  }
}

interface Answer {
  readonly last: ReadonlyMap<string, Date | undefined> | undefined;
  readonly error: unknown;
}

async function lastOrError(
  connection: Connection,
  endpoints: readonly WatchedEndpoint[],
  signal: AbortSignal,
  now: Date,
): Promise<Answer> {
  try {
    const last = await lastInvocations(await connection.cloudwatch(), endpoints, now, signal);
    return { last, error: undefined };
  } catch (error) {
    return { last: undefined, error };
  }
}

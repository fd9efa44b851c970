import type { CauseTable } from '../../analysis/failures/cause.ts';
import { exitCodeIn } from '../../analysis/failures/exitCode.ts';
import { explain as explainFailure } from '../../analysis/failures/explain.ts';
import { allErrors } from '../../analysis/failures/programError.ts';
import { isOwnRaise, said } from '../../analysis/failures/raised.ts';
import { kindOf } from '../../catalog/catalog.ts';
import type { Connection } from '../../connection/connection.ts';
import { explain } from '../../platform/explain.ts';
import { type Document, textOf } from '../follow/kinds/logKind.ts';
import { logKinds } from '../follow/kinds/logKinds.ts';
import { resourceState } from '../follow/resourceState.ts';
import type { TailTarget } from '../tailTarget.ts';
import { factsOf } from './facts.ts';
import type { FailureAccount, HostFailure, SentSource } from './failureAccount.ts';
import { earlierPart, errorFartherBack } from './fartherBack.ts';
import { firstToFail, hostFailure, quotedError, soughtFartherBack } from './hostFailures.ts';
import { lastLines, type StreamEnd } from './lastLines.ts';
import { sentSource } from './sentSource.ts';

/** Where SageMaker and its logs are. */
export type FailurePlace = Pick<Connection, 'sagemaker' | 'logs' | 'region'>;

/**
 * Reads from SageMaker and from the log why something failed, whenever that was.
 * @throws what Describe throws; a log that cannot be read is told in the account.
 */
export async function readFailure(
  connection: FailurePlace,
  target: TailTarget,
  table: CauseTable,
  signal: AbortSignal,
): Promise<FailureAccount> {
  const kind = logKinds[target.kind];
  const document = (await kind.describe(connection, target, signal)) as Document;
  const { status, arn, end } = resourceState(kind, document);
  const secondaryStatus = textOf(document, 'SecondaryStatus');
  const reason = end?.reason ?? textOf(document, 'FailureReason');
  const exitCode = reason === undefined ? undefined : exitCodeIn(reason);
  const log = await readLog(connection, target, document, reason, signal);
  const host = firstToFail(log.hosts);
  const error = host?.error ?? (reason === undefined ? undefined : quotedError(reason));
  const source = await sentSource(connection, target, document, signal);
  const evidence = {
    ...(reason !== undefined && { reason }),
    ...(exitCode !== undefined && { exitCode }),
    status: secondaryStatus ?? status,
    errors: error ? allErrors(error).map(said) : [],
    // What the person's own code has raised says why; what was printed before then is not the reason.
    lines: error && isOwnRaise(error) ? [] : (host ? [host] : log.hosts).flatMap(({ lines }) => lines),
    facts: factsOf(document, connection.region, source),
  };
  const singular = kindOf(target.kind).singular;
  return {
    target,
    title: `${singular.charAt(0).toUpperCase()}${singular.slice(1)} ${target.name}`,
    arn,
    status,
    ...(secondaryStatus !== undefined && secondaryStatus !== status && { secondaryStatus }),
    ...(reason !== undefined && { reason }),
    ...(exitCode !== undefined && { exitCode }),
    ...(end?.at !== undefined && { endedAt: end.at }),
    ...(host && { host }),
    ...log,
    ...(error && { error }),
    explanations: failed(status, secondaryStatus) ? explainFailure(evidence, table) : [],
    source,
  };
}

/** The code that was sent, without a look at the log. */
export async function readSource(
  connection: FailurePlace,
  target: TailTarget,
  signal: AbortSignal,
): Promise<SentSource> {
  const document = (await logKinds[target.kind].describe(connection, target, signal)) as Document;
  return sentSource(connection, target, document, signal);
}

/** Whether something ended otherwise than it was meant to: also by a limit. */
export function failed(status: string, secondaryStatus: string | undefined): boolean {
  return /fail/i.test(status) || /Exceeded$|^Interrupted$/.test(secondaryStatus ?? '');
}

async function readLog(
  connection: FailurePlace,
  target: TailTarget,
  document: Document,
  reason: string | undefined,
  signal: AbortSignal,
): Promise<{ hosts: readonly HostFailure[]; unread: number; logTrouble?: string }> {
  try {
    const places = logKinds[target.kind].places(target, document);
    const client = await connection.logs();
    const read = (end: StreamEnd) => ({ host: hostFailure(end), part: earlierPart(end) });
    const { found, unread } = await lastLines(client, places, read, signal);
    const isSought = reason === undefined ? undefined : soughtFartherBack(reason);
    const told = found.some(({ host }) => host.error);
    const parts = isSought && !told ? found.flatMap(({ part }) => part ?? []) : [];
    const earlier = isSought && (await errorFartherBack(client, parts, isSought, signal));
    const hosts = found.map(({ host, part }) =>
      earlier && part === earlier.part ? { ...host, error: earlier.error, at: earlier.at } : host,
    );
    return { hosts, unread };
  } catch (error) {
    signal.throwIfAborted();
    // The reason alone may say enough, and whoever may not read logs may still see that.
    return { hosts: [], unread: 0, logTrouble: explain(error).message };
  }
}

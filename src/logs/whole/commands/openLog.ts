import * as vscode from 'vscode';
import type { Connection } from '../../../connection/connection.ts';
import { withProgressWhenSlow } from '../../../platform/progress.ts';
import { UserError } from '../../../platform/userError.ts';
import { SubjectGone } from '../../follow/subject.ts';
import type { ReopenPage } from '../../returningPage.ts';
import { targetArgument } from '../../targetArgument.ts';
import type { TailTarget } from '../../tailTarget.ts';
import { logUri } from '../document/logUri.ts';
import { largestDocument } from '../largestDocument.ts';
import type { WholeLog } from '../wholeLog.ts';
import type { WholeParts } from '../wholeParts.ts';

/** In a text editor, or in a page that takes logs of any length. */
export type OpenAs = 'text' | 'page';

/**
 * Opens a whole log.
 * @param as undefined for a text editor when the log is small enough for one, and else a page
 * @returns as what it was opened
 */
export async function openLog(
  { logs, pages }: WholeParts,
  connection: Connection,
  target: TailTarget,
  as: OpenAs | undefined,
): Promise<OpenAs> {
  const lease = await logs.acquire(connection, target);
  let kept = false;
  try {
    const { log } = lease;
    if (as !== 'page')
      await withProgressWhenSlow(log.title, 'reading its log', (signal) => readEnough(log, signal));
    throwIfNothing(log);
    const chosen = as ?? (log.spool.bytes <= largestDocument ? 'text' : 'page');
    if (chosen === 'page') {
      kept = true;
      pages.show(connection, lease);
    } else await showText(connection, target);
    return chosen;
  } finally {
    if (!kept) lease.release();
  }
}

/** Opens a log's page again in the panel of an earlier window. */
export function reopenLogPage({ logs, pages }: WholeParts): ReopenPage {
  return async (connection, subject, into) => {
    const target = targetArgument(subject);
    if (!target) throw new UserError('invalid-input', 'It is not known any more whose log this page shows.');
    const closed = new AbortController();
    const listening = into.onDidDispose(() => closed.abort());
    const lease = await logs.acquire(connection, target);
    listening.dispose();
    if (closed.signal.aborted) lease.release();
    else pages.show(connection, lease, into);
  };
}

async function showText({ key: connectionKey }: Connection, target: TailTarget): Promise<void> {
  const uri = logUri({ connectionKey, target, line: undefined });
  await vscode.window.showTextDocument(uri, { preview: false });
}

/** Until it is known whether a text editor takes it. */
function readEnough(log: WholeLog, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = log.onDidChange(() => {
      if (log.spool.bytes > largestDocument) done();
    });
    const done = (): void => {
      stop();
      resolve();
    };
    log.caughtUp.then(done, done);
    signal.addEventListener('abort', () => {
      stop();
      reject(new vscode.CancellationError());
    });
  });
}

function throwIfNothing({ following, spool, state, title }: WholeLog): void {
  if (spool.lines > 0) return;
  if (following.kind === 'failed') throw following.error;
  if (state?.end?.outcome === 'deleted')
    throw new SubjectGone(`${title} does not exist, and has left no log.`);
}

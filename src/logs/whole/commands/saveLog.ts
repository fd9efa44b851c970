import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Connection } from '../../../connection/connection.ts';
import { formatBytes } from '../../../analysis/text/bytes.ts';
import { throwIfAborted } from '../../../platform/cancellation.ts';
import { explain } from '../../../platform/explain.ts';
import { type ReportStep, withProgress } from '../../../platform/progress.ts';
import type { TailTarget } from '../../tailTarget.ts';
import { type SaveFormat } from '../save/saveFormat.ts';
import { saveEvents, type Saved } from '../save/saveEvents.ts';
import { wholeEvents } from '../save/wholeEvents.ts';
import type { WholeLogs } from '../wholeLogs.ts';

/** More often nobody can read it. Milliseconds. */
const reportEvery = 250;

/** Saves a whole log, as far as there is one now, behind a notification; when that is cancelled, nothing is left of it. */
export async function saveLog(
  logs: WholeLogs,
  connection: Connection,
  target: TailTarget,
  to: vscode.Uri,
  format: SaveFormat,
): Promise<Saved> {
  return withProgress(`Save the log of ${target.name}`, async (report, signal) => {
    const save = async (path: string): Promise<Saved> => {
      const lease = await logs.acquireOpen(connection, target);
      try {
        const trouble = (error: unknown): void => report(`${explain(error).message} Trying again.`);
        const events = wholeEvents(connection, target, lease?.log, signal, trouble);
        return await saveEvents(events, path, format, signal, reporter(report));
      } finally {
        lease?.release();
      }
    };
    if (to.scheme === 'file') return save(to.fsPath);
    // Other file systems take files as a whole only; VS Code copies them there, piece by piece where that can be.
    const folder = join(tmpdir(), `sagemaker-log-${randomUUID()}`);
    await mkdir(folder, { mode: 0o700 });
    try {
      const path = join(folder, 'log');
      const saved = await save(path);
      throwIfAborted(signal);
      report('copying it to where it belongs');
      await vscode.workspace.fs.copy(vscode.Uri.file(path), to, { overwrite: true });
      return saved;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}

function reporter(report: ReportStep): (saved: Saved) => void {
  let last = 0;
  return ({ events, bytes }) => {
    if (Date.now() - last < reportEvery) return;
    last = Date.now();
    report(`${events.toLocaleString()} events, ${formatBytes(bytes)}`);
  };
}

import * as vscode from 'vscode';
import { allErrors, type FoundError, type ProgramError } from '../../analysis/failures/programError.ts';
import { sentPath } from '../../analysis/failures/sentPath.ts';
import { isFile } from '../isFile.ts';
import { ownFrame, type SentLine } from './blame.ts';
import { type FailureAccount, shortReason } from './failureAccount.ts';
import { failureText } from './failureText.ts';
import { failureUri } from './failureUri.ts';
import type { Place, Sources } from './sources.ts';

/** More frames than this of one error say no more. */
const mostFrames = 20;

type Entry = readonly [vscode.Uri, vscode.Diagnostic];

/** The entries of the Problems panel for a failure: one a host and error that differs. */
export async function problemsOf(
  account: FailureAccount,
  sources: Sources,
  blamed: SentLine | undefined,
): Promise<Entry[]> {
  const entries: Entry[] = [];
  const place = blamed && (await sources.place(account, blamed));
  if (place) entries.push(await entry(account, sources, place, account.error, account.host?.host));
  const seen = new Set([key(account.error)]);
  for (const { host, error } of account.hosts) {
    const own = error && ownFrame(error);
    if (!error || !own || seen.has(key(error))) continue;
    seen.add(key(error));
    const there = await sources.place(account, own);
    if (there) entries.push(await entry(account, sources, there, error, host));
  }
  return entries;
}

function key(error: ProgramError | undefined): string {
  return error === undefined ? '' : `${error.error} ${JSON.stringify(ownFrame(error)?.frame)}`;
}

async function entry(
  account: FailureAccount,
  sources: Sources,
  place: Place,
  error: ProgramError | FoundError | undefined,
  host: string | undefined,
): Promise<Entry> {
  const why = account.explanations[0];
  const isMain = error === account.error;
  const what = isMain ? shortReason(account) : (error?.error.split('\n')[0] ?? '');
  const message = [
    what,
    ...(isMain && why ? [why.cause] : []),
    ...(place.state === 'changed' ? ['The line has changed since it was sent; this is what was sent.'] : []),
  ].join('\n');
  const severity =
    isMain && why?.severity === 'warning'
      ? vscode.DiagnosticSeverity.Warning
      : vscode.DiagnosticSeverity.Error;
  const problem = new vscode.Diagnostic(await rangeAt(place.uri, place.line), message, severity);
  const several = account.hosts.length > 1 && host !== undefined;
  problem.source = `SageMaker: ${account.target.name}${several ? ` (${host})` : ''}`;
  problem.code = { value: isMain ? (why?.id ?? 'failure') : 'failure', target: failureUri(account.target) };
  if (error) problem.relatedInformation = await stack(account, sources, error);
  return [place.uri, problem];
}

/** All frames, the innermost first, at the person's lines where they are his, else in the account of the failure. */
async function stack(
  account: FailureAccount,
  sources: Sources,
  error: ProgramError,
): Promise<vscode.DiagnosticRelatedInformation[]> {
  const { frames: lineOf } = failureText(account);
  const related: vscode.DiagnosticRelatedInformation[] = [];
  for (const each of allErrors(error)) {
    for (const [index, frame] of each.frames.toReversed().slice(0, mostFrames).entries()) {
      const path = sentPath(frame.file);
      const place = path === undefined ? undefined : await sources.place(account, { path, line: frame.line });
      const uri =
        place?.uri ?? ((await isFile(frame.file)) ? vscode.Uri.file(frame.file) : failureUri(account.target));
      const line = place?.line ?? (uri.scheme === 'file' ? frame.line : (lineOf.get(frame) ?? 0) + 1);
      const at = new vscode.Location(uri, new vscode.Position(Math.max(0, line - 1), 0));
      const words = index === 0 && each !== error ? `${each.error.split('\n')[0] ?? ''}: ` : '';
      related.push(
        new vscode.DiagnosticRelatedInformation(
          at,
          `${words}${frame.function ?? '<module>'}: ${frame.code ?? ''}`,
        ),
      );
    }
  }
  return related;
}

async function rangeAt(uri: vscode.Uri, line: number): Promise<vscode.Range> {
  const document = await vscode.workspace.openTextDocument(uri);
  const text = document.lineAt(Math.min(Math.max(0, line - 1), document.lineCount - 1));
  return new vscode.Range(
    text.lineNumber,
    text.firstNonWhitespaceCharacterIndex,
    text.lineNumber,
    text.range.end.character,
  );
}

import * as vscode from 'vscode';
import type { TailTarget } from '../../tailTarget.ts';
import { tailKinds, type TailKind } from '../../follow/tailKind.ts';

export const logScheme = 'sagemaker-log';

/** Which log a document shows, and of which connection. */
export interface LogDocumentName {
  /** As `Connection.key`. */
  readonly connectionKey: string;
  readonly target: TailTarget;
  /** Only this line, from 0. */
  readonly line: number | undefined;
}

/** `sagemaker-log:/trainingJob/penguins.log?…`: all that it takes to read the log again after a reload. */
export function logUri({ connectionKey, target, line }: LogDocumentName): vscode.Uri {
  const { kind, name, arn, variant, host, step } = target;
  const file = line === undefined ? name : `${name} line ${line + 1}`;
  const query = { at: connectionKey, name, arn, variant, host, step, line };
  return vscode.Uri.from({ scheme: logScheme, path: `/${kind}/${file}.log`, query: JSON.stringify(query) });
}

/** @returns undefined for what is no such URI */
export function parseLogUri(uri: vscode.Uri): LogDocumentName | undefined {
  const kind = tailKinds.find((one): one is TailKind => one === uri.path.split('/')[1]);
  if (uri.scheme !== logScheme || kind === undefined) return undefined;
  try {
    const query: unknown = JSON.parse(uri.query);
    if (typeof query !== 'object' || query === null) return undefined;
    const fields = new Map<string, unknown>(Object.entries(query));
    const [at, name, line] = [fields.get('at'), fields.get('name'), fields.get('line')];
    if (typeof at !== 'string' || typeof name !== 'string') return undefined;
    const more = ['arn', 'variant', 'host', 'step'].flatMap((member) => {
      const value = fields.get(member);
      return typeof value === 'string' ? [[member, value] as const] : [];
    });
    const target: TailTarget = { ...Object.fromEntries(more), kind, name };
    return { connectionKey: at, target, line: typeof line === 'number' ? line : undefined };
  } catch {
    // Typed by hand, say: no query of ours.
    return undefined;
  }
}

import * as vscode from 'vscode';
import { isTailKind } from '../follow/tailKind.ts';
import type { TailTarget } from '../tailTarget.ts';

/** The scheme of accounts of failures: `sagemaker-failure:/trainingJob/penguins-1/Failure of penguins-1.md`. */
export const failureScheme = 'sagemaker-failure';

export function failureUri({ kind, name, arn }: TailTarget): vscode.Uri {
  const path = `/${kind}/${encodeURIComponent(name)}/Failure of ${name.replaceAll('/', '_')}.md`;
  return vscode.Uri.from({ scheme: failureScheme, path, query: arn ?? '' });
}

/** @returns undefined when such a URI names nothing that has a log. */
export function failureTarget(uri: vscode.Uri): TailTarget | undefined {
  const [, kind = '', name = ''] = uri.path.split('/');
  const known = isTailKind(kind as TailTarget['kind']) && name !== '';
  if (!known) return undefined;
  const target = { kind: kind as TailTarget['kind'], name: decodeURIComponent(name) };
  return uri.query === '' ? target : { ...target, arn: uri.query };
}

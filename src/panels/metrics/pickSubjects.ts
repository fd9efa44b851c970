import * as vscode from 'vscode';
import { kindOf } from '../../catalog/catalog.ts';
import { choices } from '../../catalog/choices.ts';
import type { Connection } from '../../connection/connection.ts';
import type { SubjectName } from '../../messages/metrics.ts';

const words = {
  trainingJob: { many: 'Training jobs', none: 'There is no other training job' },
  endpoint: { many: 'Endpoints', none: 'There is no other endpoint' },
} as const;

/** Lets the person choose any number of jobs, or of endpoints, newest first. @returns none when he gave up */
export async function pickSubjects(
  connection: Connection,
  kind: SubjectName['kind'],
  shown: readonly SubjectName[],
): Promise<SubjectName[]> {
  const known = new Set(shown.map(({ name }) => name));
  const found = choices(connection, kindOf(kind), { where: ({ name }) => !known.has(name) });
  const isFirst = shown.length === 0;
  const chosen = await vscode.window.showQuickPick(found, {
    title: isFirst ? 'Show Metrics' : 'Lay over',
    placeHolder: `${words[kind].many} to show in the same charts`,
    canPickMany: true,
    matchOnDescription: true,
  });
  return (chosen ?? []).map(({ value: { name } }) => ({ kind, name }));
}

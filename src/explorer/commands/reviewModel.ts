import * as vscode from 'vscode';
import { setApproval } from '../../catalog/models/approval.ts';
import type { ConnectionService } from '../../connection/connectionService.ts';
import { chooseResource } from '../chooseResource.ts';

/** Characters of a comment that SageMaker takes. */
const longest = 1024;

/**
 * Approves or rejects a model version, with a comment on why.
 * @param given the comment, when it is known already; an empty one leaves the version's comment as it is.
 */
export async function reviewModel(
  connections: ConnectionService,
  argument: unknown,
  verdict: 'approve' | 'reject',
  given?: string,
): Promise<void> {
  const title = verdict === 'approve' ? 'Approve' : 'Reject';
  const version = await chooseResource(connections, argument, title, verdict);
  if (!version) return;
  const comment = given ?? (await ask(`${title} ${version.name}`));
  if (comment === undefined) return;
  const status = verdict === 'approve' ? 'Approved' : 'Rejected';
  const why = comment === '' ? undefined : comment;
  await setApproval(await connections.connect(), version, status, why);
}

const ask = (title: string) =>
  vscode.window.showInputBox({
    title,
    prompt: 'Why? A comment for those who use the version; it may be empty',
    validateInput: (text) => (text.length > longest ? `At most ${longest} characters` : undefined),
  });

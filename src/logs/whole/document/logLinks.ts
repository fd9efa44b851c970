import * as vscode from 'vscode';
import { sentPath } from '../../../analysis/failures/sentPath.ts';
import { commands } from '../../../manifest/commands.ts';
import type { FailureStep } from '../../failures/failureStep.ts';
import type { TailTarget } from '../../tailTarget.ts';
import { findLinks, type LinkTarget } from '../../text/findLinks.ts';
import { parseLogUri } from './logUri.ts';

/** VS Code asks for all links of a document at once: of a longer one it gets those of its last lines. */
const mostLines = 20_000;

/** Links in logs that are open as documents: to the person's own source, into S3, to details. URLs are VS Code's own. */
export class LogLinks implements vscode.DocumentLinkProvider {
  provideDocumentLinks(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): vscode.DocumentLink[] {
    const name = parseLogUri(document.uri);
    if (!name) return [];
    const links: vscode.DocumentLink[] = [];
    for (let line = Math.max(0, document.lineCount - mostLines); line < document.lineCount; line += 1) {
      if (token.isCancellationRequested) return [];
      for (const { start, end, target } of findLinks(document.lineAt(line).text)) {
        const uri = uriOf(name.target, target);
        if (uri) links.push(new vscode.DocumentLink(new vscode.Range(line, start, line, end), uri));
      }
    }
    return links;
  }
}

/** Undefined for places that may be anybody's. */
function uriOf(target: TailTarget, to: LinkTarget): vscode.Uri | undefined {
  if (to.type === 's3') return commandUri(commands.s3Open.id, to.uri);
  if (to.type === 'resource') return commandUri(commands.resourceOpenDetails.id, to.reference);
  if (!to.certain) return undefined;
  const path = sentPath(to.file);
  // A job on this machine runs with libraries that are here.
  if (path === undefined)
    return to.file.startsWith('/') ? vscode.Uri.file(to.file).with({ fragment: `L${to.line}` }) : undefined;
  const step: FailureStep = { do: 'goTo', path, line: to.line };
  return commandUri(commands.failureStep.id, target, step);
}

function commandUri(path: string, ...args: readonly (string | object)[]): vscode.Uri {
  return vscode.Uri.from({ scheme: 'command', path, query: JSON.stringify(args) });
}

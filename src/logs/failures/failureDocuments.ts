import * as vscode from 'vscode';
import type { ConnectionService } from '../../connection/connectionService.ts';
import { commands } from '../../manifest/commands.ts';
import { abortSignal } from '../../platform/cancellation.ts';
import { explain, isCancellation } from '../../platform/explain.ts';
import type { Accounts } from './accounts.ts';
import { failureText, inline } from './failureText.ts';
import { failureTarget } from './failureUri.ts';
import { stepTitle } from './failureStep.ts';
import type { TextLink } from './page.ts';

/** Accounts of failures as read-only documents, with links to lines and next steps. */
export class FailureDocuments implements vscode.TextDocumentContentProvider, vscode.DocumentLinkProvider {
  readonly #connections: ConnectionService;
  readonly #accounts: Accounts;
  readonly #links = new Map<string, readonly TextLink[]>();

  constructor(connections: ConnectionService, accounts: Accounts) {
    this.#connections = connections;
    this.#accounts = accounts;
  }

  async provideTextDocumentContent(uri: vscode.Uri, token: vscode.CancellationToken): Promise<string> {
    const target = failureTarget(uri);
    if (!target) return `${uri.toString(true)} names nothing that can fail.\n`;
    try {
      const connection = await this.#connections.connect();
      const { text, links } = failureText(await this.#accounts.of(connection, target, abortSignal(token)));
      this.#links.set(uri.toString(), links);
      return text;
    } catch (error) {
      if (isCancellation(error)) throw error;
      const { message, advice } = explain(error);
      const said = inline([message, advice].filter(Boolean).join(' '));
      return `# The failure of ${target.name} cannot be shown\n\n${said}\n`;
    }
  }

  provideDocumentLinks({ uri }: vscode.TextDocument): vscode.DocumentLink[] {
    const target = failureTarget(uri);
    return (this.#links.get(uri.toString()) ?? []).map(({ line, start, end, step }) => {
      const query = JSON.stringify([target, step]);
      const run = vscode.Uri.from({ scheme: 'command', path: commands.failureStep.id, query });
      const link = new vscode.DocumentLink(new vscode.Range(line, start, line, end), run);
      link.tooltip = stepTitle(step);
      return link;
    });
  }

  forget(uri: vscode.Uri): void {
    this.#links.delete(uri.toString());
  }
}

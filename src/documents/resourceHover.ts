import * as vscode from 'vscode';
import { documentLinks, linkAt } from '../catalog/links/documentLinks.ts';
import { type Target, targetsIn } from '../catalog/links/target.ts';
import type { ConnectionService } from '../connection/connectionService.ts';
import { abortSignal } from '../platform/cancellation.ts';
import type { DescribedResources } from './describedResources.ts';
import { resourceMarkdown, s3Markdown } from './hoverText.ts';
import { parseResourceUri } from './resourceUri.ts';

/** A line longer than this is data, such as a notebook's picture, and not looked through. Characters. */
const longestLine = 20_000;

/** Says of ARNs and S3 URIs what they are: in resources' documents whatever a member names, elsewhere what is written out. */
export class ResourceHover implements vscode.HoverProvider {
  readonly #connections: ConnectionService;
  readonly #described: DescribedResources;

  constructor(connections: ConnectionService, described: DescribedResources) {
    this.#connections = connections;
    this.#described = described;
  }

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const found = inResource(document, position) ?? inText(document, position);
    if (!found) return undefined;
    const { target, range } = found;
    const signal = abortSignal(token);
    try {
      const markdown =
        target.type === 's3'
          ? await s3Markdown(this.#connections, target.uri, signal)
          : await resourceMarkdown(this.#connections, this.#described, target.reference);
      return new vscode.Hover(markdown, range);
    } catch (error) {
      if (signal.aborted) return undefined;
      throw error;
    }
  }
}

interface Found {
  readonly target: Target;
  readonly range: vscode.Range;
}

function inResource(document: vscode.TextDocument, position: vscode.Position): Found | undefined {
  const of = parseResourceUri(document.uri);
  const link = of && linkAt(documentLinks(document.getText(), of), position.line, position.character);
  return link && { target: link.target, range: new vscode.Range(link.line, link.start, link.line, link.end) };
}

function inText(document: vscode.TextDocument, { line, character }: vscode.Position): Found | undefined {
  const { text } = document.lineAt(line);
  if (text.length > longestLine) return undefined;
  const found = targetsIn(text).find(({ start, end }) => start <= character && character < end);
  return found && { target: found.target, range: new vscode.Range(line, found.start, line, found.end) };
}

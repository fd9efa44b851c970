import * as vscode from 'vscode';
import { documentLinks } from '../catalog/links/documentLinks.ts';
import type { Target } from '../catalog/links/target.ts';
import { commands } from '../manifest/commands.ts';
import { commandUri } from './commandUri.ts';
import { parseResourceUri, resourceUri } from './resourceUri.ts';

/** Links in a resource's document: to the documents of what it names, and into S3. */
export class ResourceLinks implements vscode.DocumentLinkProvider {
  provideDocumentLinks(document: vscode.TextDocument): vscode.DocumentLink[] {
    const of = parseResourceUri(document.uri);
    if (!of) return [];
    return documentLinks(document.getText(), of).map(({ line, start, end, target }) => {
      const link = new vscode.DocumentLink(new vscode.Range(line, start, line, end), uriOf(target));
      link.tooltip = target.type === 's3' ? 'Open from S3' : `Open details of ${target.reference.name}`;
      return link;
    });
  }
}

function uriOf(target: Target): vscode.Uri {
  return target.type === 's3' ? commandUri(commands.s3Open.id, target.uri) : resourceUri(target.reference);
}

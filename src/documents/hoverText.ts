import * as vscode from 'vscode';
import { kindTitle } from '../catalog/lineage/kindTitle.ts';
import { relatedText } from '../catalog/lineage/lineage.ts';
import { stated } from '../catalog/lineage/stated.ts';
import type { Details } from '../catalog/details.ts';
import type { ResourceReference } from '../catalog/resource.ts';
import { oneLine } from '../catalog/text.ts';
import type { ConnectionService } from '../connection/connectionService.ts';
import { commands } from '../manifest/commands.ts';
import { explain } from '../platform/explain.ts';
import { commandLink } from './commandUri.ts';
import type { DescribedResources } from './describedResources.ts';
import { s3Facts } from './s3Facts.ts';
import { elsewhere, here } from './whereabouts.ts';

/** How many related things a hover names. */
const mostRelated = 5;
const enabledCommands = [
  commands.resourceOpenDetails.id,
  commands.resourceReveal.id,
  commands.resourceShowLineage.id,
  commands.s3Open.id,
  commands.s3GoTo.id,
];

/** What a resource is: its facts, where it comes from and what it uses, and what can be done. */
export async function resourceMarkdown(
  connections: ConnectionService,
  described: DescribedResources,
  resource: ResourceReference,
): Promise<vscode.MarkdownString> {
  const markdown = start(resource.name, kindTitle(resource.kind));
  // A glance at some file must not connect, and so start the local engine or ask somebody to sign in.
  if (connections.state.kind === 'connected') {
    const connection = await connections.connect();
    const there = await elsewhere(resource.arn, connection);
    if (there !== undefined) {
      markdown
        .appendText(`In ${there}. This window is connected to ${await here(connection)}.`)
        .appendMarkdown('\n\n');
    } else {
      await described.details(resource).then(
        (details) => appendDetails(markdown, details),
        (error: unknown) => markdown.appendText(oneLine(explain(error).message)).appendMarkdown('\n\n'),
      );
    }
  }
  const links = [
    commandLink('Open details', commands.resourceOpenDetails.id, resource),
    commandLink('Reveal in tree', commands.resourceReveal.id, resource),
    commandLink('Lineage', commands.resourceShowLineage.id, resource),
  ];
  return markdown.appendMarkdown(links.join(' · '));
}

/** What is in S3 at a URI. */
export async function s3Markdown(
  connections: ConnectionService,
  uri: string,
  signal: AbortSignal,
): Promise<vscode.MarkdownString> {
  const markdown = start(uri, 'S3');
  if (connections.state.kind === 'connected') {
    markdown.appendText(await s3Facts(await connections.connect(), uri, signal)).appendMarkdown('\n\n');
  }
  const links = [
    commandLink('Open in editor', commands.s3Open.id, uri),
    commandLink('Reveal in S3', commands.s3GoTo.id, uri),
  ];
  return markdown.appendMarkdown(links.join(' · '));
}

function start(name: string, what: string): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString();
  markdown.isTrusted = { enabledCommands };
  return markdown.appendMarkdown('**').appendText(name).appendMarkdown(`** — ${what}\n\n`);
}

function appendDetails(markdown: vscode.MarkdownString, { facts, document, resource }: Details): void {
  for (const [label, value] of facts) {
    markdown.appendMarkdown(`- ${label}: `).appendText(oneLine(value)).appendMarkdown('\n');
  }
  const related = stated(document, resource);
  if (related.length > 0) markdown.appendMarkdown('\nLineage\n');
  for (const one of related.slice(0, mostRelated)) {
    markdown
      .appendMarkdown('- ')
      .appendText(oneLine(relatedText(one), 120))
      .appendMarkdown('\n');
  }
  if (related.length > mostRelated) markdown.appendMarkdown(`- and ${related.length - mostRelated} more\n`);
  markdown.appendMarkdown('\n');
}

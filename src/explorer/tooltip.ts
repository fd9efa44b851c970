import * as vscode from 'vscode';
import type { Details } from '../catalog/details.ts';
import { oneLine } from '../catalog/text.ts';

/** The facts that matter, as the hover of a resource. Values are shown as text, whatever they hold. */
export function tooltip(kind: string, { resource, facts }: Details): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString();
  markdown.appendMarkdown('**').appendText(resource.name).appendMarkdown(`** — ${kind}\n\n`);
  for (const [label, value] of facts) {
    markdown.appendMarkdown(`- ${label}: `).appendText(oneLine(value)).appendMarkdown('\n');
  }
  return markdown;
}

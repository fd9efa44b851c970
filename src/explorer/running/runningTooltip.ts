import * as vscode from 'vscode';
import { costText, soFarText, usageText } from '../../catalog/prices/cost.ts';
import { snapshotDate } from '../../catalog/prices/snapshot.ts';
import { statusText } from '../../catalog/parts.ts';
import { formatDuration } from '../../analysis/text/duration.ts';
import { explain } from '../../platform/explain.ts';
import type { RunningRow } from './runningRow.ts';

/** What a row says when one points at it: what it is, what it costs, and how sure that is. */
export function rowTooltip(row: RunningRow, now: number): vscode.MarkdownString {
  const { kind, resource, usage, cost, since, idle, doubt } = row;
  const text = new vscode.MarkdownString();
  text.appendMarkdown('**').appendText(resource.name).appendMarkdown('** ');
  text.appendText(kind.singular).appendMarkdown('\n\n');
  const lines = [
    ['Status', statusText(resource.status, undefined)],
    ['Instances', usageText(usage)],
    ['Rate', cost.free ? 'costs nothing' : costText(cost)],
    ['Running for', since && formatDuration(now - since.getTime())],
    ['Cost', soFarText(cost, since, now)],
    ['Use', idle],
  ] as const;
  for (const [label, value] of lines) {
    if (!value) continue;
    text.appendMarkdown(`${label}: `).appendText(value).appendMarkdown('  \n');
  }
  for (const note of notes(row)) text.appendMarkdown('\n').appendText(note).appendMarkdown('  \n');
  if (doubt !== undefined)
    text.appendMarkdown('\n').appendText(`Not everything could be read: ${explain(doubt).message}`);
  return text;
}

function notes({ cost, idle }: RunningRow): string[] {
  const found: string[] = [];
  if (cost.usd > 0)
    found.push('On demand: instances only, without storage, data transfer, spot and savings plans.');
  if (cost.dated) found.push(`The rate is one of ${snapshotDate}; live prices could not be read.`);
  if (idle !== undefined) found.push('Nobody has invoked it since. Delete it if it is no longer needed.');
  return found;
}

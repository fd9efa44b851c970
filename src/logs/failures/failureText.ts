import { exitCodeText } from '../../analysis/failures/exitCode.ts';
import type { Explanation } from '../../analysis/failures/explain.ts';
import type { ProgramError } from '../../analysis/failures/programError.ts';
import { words } from '../../catalog/status.ts';
import { type FailureAccount, type HostFailure, shortReason } from './failureAccount.ts';
import { type FailureText, isForTraining, Page } from './page.ts';

/** More lines than this of a host, nobody reads here: the log is one click away. */
const shownLines = 30;
const shownExplanations = 3;

/** The full account of a failure for a person. */
export function failureText(account: FailureAccount): FailureText {
  const page = new Page();
  const { title, status, secondaryStatus, explanations, reason, host, hosts, error, logTrouble } = account;
  page.line(`# ${title}: ${words(secondaryStatus ?? status).toLowerCase()}`, '');
  page.line(`**${inline(shortReason(account))}**`, '', inline(facts(account)), '');
  page.links(['log', 'details', 'clone', 'again'], account);
  explanations.slice(0, shownExplanations).forEach((each, index) => explained(page, each, index, account));
  if (error) {
    page.line('', `## Where it happened${host ? ` on ${inline(host.host)}` : ''}`, '');
    raised(page, error);
  }
  const others = hosts.filter((each) => each !== host && each.error);
  for (const other of others) {
    page.line('', `## ${inline(other.host)}`, '');
    if (other.error) raised(page, other.error);
  }
  for (const each of host ? [host] : hosts.slice(0, 4)) lastLines(page, each);
  if (reason !== undefined) {
    page.line('', '## What SageMaker says', '');
    page.block('text', reason.split('\n'));
  }
  if (logTrouble !== undefined) page.line('', `The log could not be read: ${inline(logTrouble)}`);
  else if (hosts.length === 0)
    page.line('', 'The log holds no lines: it failed before its program wrote any.');
  if (account.unread > 0)
    page.line(
      '',
      `${account.unread} more log streams were not read: the first ${hosts.length} stand for all.`,
    );
  return page.end();
}

function facts({ host, exitCode, endedAt, hosts }: FailureAccount): string {
  return [
    ...(host ? [`${host.host}${hosts.length > 1 ? ` failed first of ${hosts.length} hosts` : ''}`] : []),
    ...(exitCode === undefined ? [] : [`exit code ${exitCodeText(exitCode)}`]),
    ...(endedAt === undefined ? [] : [new Date(endedAt).toLocaleString()]),
  ].join(' · ');
}

function explained(page: Page, explanation: Explanation, index: number, { target }: FailureAccount): void {
  const heading = index === 0 ? '## Why, and what to do' : '## Perhaps also';
  page.line('', heading, '', inline(explanation.cause), '');
  for (const { text, action } of explanation.fixes) {
    const offered =
      action && (target.kind === 'trainingJob' || !isForTraining(action.do)) ? action : undefined;
    page.item(inline(text), offered);
  }
  if (explanation.source.startsWith('https://')) page.line('', `Seen in ${explanation.source}`);
}

function raised(page: Page, error: ProgramError): void {
  if (error.from) {
    raised(page, error.from.error);
    const how = error.from.how === 'cause' ? 'That was the direct cause of:' : 'While that was handled:';
    page.line('', how, '');
  }
  page.open('python');
  if (error.frames.length > 0) page.line('Traceback (most recent call last):');
  for (const frame of error.frames) page.frame(frame);
  page.line(...error.error.split('\n'));
  page.close();
  for (const member of error.group) {
    page.line('', 'One of the group:', '');
    raised(page, member);
  }
}

function lastLines(page: Page, { host, lines }: HostFailure): void {
  if (lines.length === 0) return;
  page.line('', `## Last lines of ${inline(host)}`, '');
  page.block('text', lines.slice(-shownLines));
}

/** Text of a program as part of a line: nothing of it is a link, a picture, HTML or code. Underscores in names stay. */
export function inline(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*<>[\]]/g, '\\$&');
}

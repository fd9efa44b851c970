import { words } from '../../catalog/status.ts';
import type { SubjectEnd, SubjectState } from '../follow/subject.ts';
import { formatDuration } from '../../analysis/text/duration.ts';
import { bold, green, grey, red, yellow } from './paint.ts';
import { messageLines, oneLine, plainLine, sanitizeLine } from './sanitize.ts';

/** `Training job penguins-… · In progress · this machine`. */
export function headerLine(title: string, state: SubjectState, place: string): string {
  return `${bold(oneLine(title))}${grey(` · ${words(state.status)} · ${place}`)}`;
}

/** Why there is nothing to see: `Pending: waiting for capacity, 2 min`. */
export function waitingLine(state: SubjectState, now: number): string | undefined {
  if (!state.waiting) return undefined;
  const { what, since } = state.waiting;
  const age = since === undefined || now - since < 1000 ? '' : `, ${formatDuration(now - since)}`;
  return grey(`Pending: ${oneLine(what)}${age}`);
}

/** `Asking every 1 to 10 s`: seldom while nothing comes. Milliseconds. */
export function askingText({ shortest, longest }: { shortest: number; longest: number }): string {
  const seconds = [shortest, longest].map((time) => Number((time / 1000).toPrecision(2)));
  return `Asking every ${[...new Set(seconds)].join(' to ')} s`;
}

export interface SummaryOptions {
  /** The words of `nextSteps` that are offered, in order. */
  readonly next: readonly string[];
  /** Whether the reason keeps the traceback that it quotes. */
  readonly withTraceback: boolean;
}

/** What is said when it is over, a line each. */
export function summaryLines(state: SubjectState, { next, withTraceback }: SummaryOptions): string[] {
  const { end } = state;
  if (!end) return [];
  const facts: (readonly [string, string])[] = [
    ...(end.reason === undefined
      ? []
      : reasonFacts(withTraceback ? end.reason : withoutTraceback(end.reason))),
    ...end.facts.map(([name, text]) => [name, plainLine(text)] as const),
    ...(next.length === 0 ? [] : ([['Next', next.join(' · ')]] as const)),
  ];
  return ['', outcome(state.status, end), ...facts.map(([name, text]) => `${grey(name.padEnd(10))}${text}`)];
}

/** A note of the tail itself, between the lines that it follows. */
export function noteLine(text: string): string {
  return yellow(oneLine(text));
}

/** The same for what is no trouble. */
export function quietLine(text: string): string {
  return grey(oneLine(text));
}

/** A reason without the frames that it quotes; the error itself stays. */
export function withoutTraceback(reason: string): string {
  return reason.replace(/(?:Traceback \(most recent call last\):\n)?[ \t]+File ".*\n(?:[ \t]+.*\n)*/g, '');
}

function outcome(status: string, { outcome: kind }: SubjectEnd): string {
  const paint = { completed: green, failed: red, stopped: yellow, deleted: grey }[kind];
  return `${paint('●')} ${bold(words(status))}`;
}

function reasonFacts(reason: string): (readonly [string, string])[] {
  return messageLines(reason).map((line, i) => [i === 0 ? 'Reason' : '', sanitizeLine(line)] as const);
}

import { words } from '../../catalog/status.ts';
import type { LogEvent } from '../follow/logSource.ts';
import type { SubjectEnd, SubjectState } from '../follow/subject.ts';
import { formatDuration } from './durations.ts';
import { readableJson } from './jsonLine.ts';
import { messageLines, plainLine, sanitizeLine } from './sanitize.ts';

const reset = '\u001b[0m';
const bold = (text: string): string => `\u001b[1m${text}${reset}`;
// Terminal theme colours, so that every theme decides how they look. Grey is one of them and not the attribute "faint", for
// which VS Code asks half the contrast.
const grey = (text: string): string => `\u001b[90m${text}${reset}`;
const green = (text: string): string => `\u001b[32m${text}${reset}`;
const red = (text: string): string => `\u001b[31m${text}${reset}`;
const yellow = (text: string): string => `\u001b[33m${text}${reset}`;
const hostColours = [36, 35, 34, 33, 32, 31];

/** What each outcome offers next; the terminal makes links of these words. */
export const nextSteps = { deploy: 'Deploy this model', details: 'Open details' } as const;

/** `Training job penguins-… · In progress · this machine`. */
export function headerLine(title: string, state: SubjectState, place: string): string {
  return `${bold(plainLine(title))}${grey(` · ${words(state.status)} · ${place}`)}`;
}

/** Why there is nothing to see: `Pending: waiting for capacity, 2 min`. */
export function waitingLine(state: SubjectState, now: number): string | undefined {
  if (!state.waiting) return undefined;
  const { what, since } = state.waiting;
  const age = since === undefined || now - since < 1000 ? '' : `, ${formatDuration(now - since)}`;
  return grey(`Pending: ${what}${age}`);
}

/** The lines of an event, safe for a terminal; with the host in front when there are several. */
export function eventLines(event: LogEvent, streams: readonly string[]): string[] {
  const prefix = streams.length > 1 ? hostPrefix(event.stream, streams) : '';
  return messageLines(event.message).map((line) => prefix + sanitizeLine(readableJson(line) ?? line));
}

/** `algo-1` of `job/algo-1-1795000000000`, else what is behind the last slash. */
export function hostOf(stream: string): string {
  const last = stream.slice(stream.lastIndexOf('/') + 1);
  return /^(algo-\d+)-\d+$/.exec(last)?.[1] ?? last;
}

export interface SummaryOptions {
  /** There is a model to deploy. */
  readonly offersModel: boolean;
  /** Whether the reason keeps the traceback that it quotes. */
  readonly withTraceback: boolean;
}

/** What is said when it is over, a line each. */
export function summaryLines(state: SubjectState, { offersModel, withTraceback }: SummaryOptions): string[] {
  const { end } = state;
  if (!end) return [];
  const facts: (readonly [string, string])[] = [
    ...(end.reason === undefined
      ? []
      : reasonFacts(withTraceback ? end.reason : withoutTraceback(end.reason))),
    ...end.facts,
    ...(end.outcome === 'deleted' ? [] : ([['Next', next(offersModel)]] as const)),
  ];
  return ['', outcome(state.status, end), ...facts.map(([name, text]) => `${grey(name.padEnd(10))}${text}`)];
}

/** A note of the tail itself, between the lines that it follows. */
export function noteLine(text: string): string {
  return yellow(plainLine(text));
}

function outcome(status: string, { outcome: kind }: SubjectEnd): string {
  const paint = { completed: green, failed: red, stopped: yellow, deleted: grey }[kind];
  return `${paint('●')} ${bold(words(status))}`;
}

/** A reason without the frames that it quotes; the error itself stays. */
function withoutTraceback(reason: string): string {
  return reason.replace(/(?:Traceback \(most recent call last\):\n)?[ \t]+File ".*\n(?:[ \t]+.*\n)*/g, '');
}

function reasonFacts(reason: string): (readonly [string, string])[] {
  return messageLines(reason).map((line, i) => [i === 0 ? 'Reason' : '', sanitizeLine(line)] as const);
}

function next(offersModel: boolean): string {
  return offersModel ? `${nextSteps.deploy} · ${nextSteps.details}` : nextSteps.details;
}

function hostPrefix(stream: string, streams: readonly string[]): string {
  const colour = hostColours[streams.indexOf(stream) % hostColours.length] ?? 36;
  return `\u001b[${colour}m[${plainLine(hostOf(stream))}]${reset} `;
}

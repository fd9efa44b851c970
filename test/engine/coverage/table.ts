import { NO_FAMILY } from './families.ts';
import { type Outcome } from './ledger.ts';

/** The fewest operations that must work. */
export const PROMISED = 330;

/** Operations by what became of them. */
export function count(outcomes: readonly Outcome[], state: Outcome['state']): number {
  return outcomes.filter((outcome) => outcome.state === state).length;
}

function wrapped(words: readonly string[], width: number, indent: string): string {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length + 1 > width) lines.push(`${indent}${word}`);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.join('\n');
}

/** One family: how many of its operations work, and which do not, with the reason. */
function section(family: string, outcomes: readonly Outcome[]): string {
  const of = (state: Outcome['state']): string[] =>
    outcomes.filter((it) => it.state === state).map((it) => it.operation);
  const reasons = (state: Outcome['state'], word: string): string[] =>
    outcomes
      .filter((it) => it.state === state)
      .map((it) => `    ${word} ${it.operation}${it.reason && `: ${it.reason}`}`);
  return [
    `${family}  ${of('proven').length} of ${outcomes.length}`,
    wrapped(of('proven'), 110, '    '),
    ...reasons('not here', 'not on this machine:'),
    ...reasons('missing', 'not there yet:'),
    ...reasons('unproven', 'unproven:'),
    ...reasons('failed', 'FAILED:'),
  ]
    .filter((line) => line !== '')
    .join('\n');
}

/** The table of all operations, grouped by family, with the total. */
export function table(outcomes: readonly Outcome[], families: ReadonlyMap<string, string>): string {
  const groups = new Map<string, Outcome[]>();
  for (const outcome of outcomes) {
    const family = families.get(outcome.operation) ?? NO_FAMILY;
    groups.set(family, [...(groups.get(family) ?? []), outcome]);
  }
  const sections = [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([family, group]) => section(family, group));
  return [
    ...sections,
    '',
    `${count(outcomes, 'proven')} of the ${outcomes.length} operations of the installed SDK work, each proven by running it.`,
    `${count(outcomes, 'not here')} can mean nothing on one machine, ${count(outcomes, 'missing')} are not there yet, ` +
      `${count(outcomes, 'failed') + count(outcomes, 'unproven')} answer without proof.`,
  ].join('\n');
}

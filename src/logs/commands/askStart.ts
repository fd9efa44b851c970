import * as vscode from 'vscode';
import { pick } from '../../platform/pick.ts';
import type { TailStart } from '../tailTarget.ts';
import { parseMoment } from '../text/moment.ts';

const minute = 60_000;

/** Asks where a tail begins. @returns undefined when nothing is chosen */
export async function askStart(now: number): Promise<TailStart | undefined> {
  const ago = (milliseconds: number): TailStart => ({ time: now - milliseconds });
  const chosen = await pick<TailStart | 'lines' | 'time'>({
    title: 'Tail Logs From',
    placeholder: 'Where to begin',
    empty: '',
    load: async () => [
      { label: 'The first line', value: 'start' },
      { label: 'The last 100 lines', description: 'of each host', value: { last: 100 } },
      { label: 'The last 1,000 lines', description: 'of each host', value: { last: 1000 } },
      { label: 'Other number of lines…', value: 'lines' },
      { label: '15 minutes ago', value: ago(15 * minute) },
      { label: 'An hour ago', value: ago(60 * minute) },
      { label: 'A day ago', value: ago(1440 * minute) },
      { label: 'Other time…', value: 'time' },
    ],
  });
  if (chosen === 'lines') return askLines();
  return chosen === 'time' ? askTime(now) : chosen;
}

async function askLines(): Promise<TailStart | undefined> {
  const typed = await vscode.window.showInputBox({
    title: 'Tail Logs From',
    prompt: 'How many of the last lines of each host',
    value: '500',
    validateInput: (text) => (/^[1-9]\d{0,4}$/.test(text.trim()) ? undefined : 'A number from 1 to 99,999'),
  });
  return typed === undefined ? undefined : { last: Number(typed) };
}

async function askTime(now: number): Promise<TailStart | undefined> {
  const typed = await vscode.window.showInputBox({
    title: 'Tail Logs From',
    prompt: 'A time of today, a date with or without a time (local, or with Z), or how long ago',
    placeHolder: '15:04   2026-11-21 15:04   2h 30m',
    validateInput: (text) => {
      const moment = parseMoment(text, now);
      return moment === undefined
        ? 'Not a time: 15:04, 2026-11-21 15:04, 2h 30m'
        : { message: new Date(moment).toLocaleString(), severity: vscode.InputBoxValidationSeverity.Info };
    },
  });
  const time = typed === undefined ? undefined : parseMoment(typed, now);
  return time === undefined ? undefined : { time };
}

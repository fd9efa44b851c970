import * as vscode from 'vscode';
import { pick } from '../../platform/pick.ts';
import { UserError } from '../../platform/userError.ts';
import { sameLog, targetArgument } from '../targetArgument.ts';
import type { Tails } from '../tails.ts';
import type { TailTerminal } from '../tailTerminal.ts';

/**
 * The tail that a command is for: of a terminal that a menu hands it, of `{kind, name}`, of the terminal that is looked at,
 * the only one, else the one that is chosen.
 * @returns undefined when none is chosen
 * @throws UserError when no log is followed
 */
export async function chooseTail(
  tails: Tails,
  argument: unknown,
  title: string,
): Promise<TailTerminal | undefined> {
  const given = givenTail(tails, argument);
  if (given) return given;
  const { all } = tails;
  const [only] = all;
  if (!only)
    throw new UserError('invalid-request', 'No log is followed in a terminal.', {
      advice: 'Start with "Tail Logs".',
    });
  const active = tails.of(vscode.window.activeTerminal);
  if (active) return active;
  if (all.length === 1) return only;
  return pick({
    title,
    placeholder: 'Which log?',
    empty: 'No log is followed in a terminal',
    load: async () =>
      all.map((tail) => ({
        label: tail.terminal.name,
        description: tail.following ? 'followed' : 'ended',
        value: tail,
      })),
  });
}

function givenTail(tails: Tails, argument: unknown): TailTerminal | undefined {
  const terminal = vscode.window.terminals.find((one) => one === argument);
  if (terminal) return tails.of(terminal);
  const target = targetArgument(argument);
  return target && tails.all.find((tail) => sameLog(tail.target, target));
}

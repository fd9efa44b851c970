import * as vscode from 'vscode';
import { pick } from '../../platform/pick.ts';
import { member } from '../targetArgument.ts';
import type { TailTerminal } from '../tailTerminal.ts';

const allHosts = 'All hosts';

/**
 * "Choose Log Host…": shows the lines of one host alone, or of all again.
 * @param options `{host: 'algo-2'}` or `{host: ''}` for all asks nothing
 * @returns the host that is shown, empty for all; undefined when nothing was changed
 */
export async function chooseHost(tail: TailTerminal, options: unknown): Promise<string | undefined> {
  const { view } = tail.writer;
  const given = member(options, 'host');
  const chosen = typeof given === 'string' ? given : await ask(view.names.all, view.host);
  if (chosen === undefined) return undefined;
  view.setHost(chosen === '' ? undefined : chosen);
  tail.terminal.show(true);
  return chosen;
}

function ask(hosts: readonly string[], shown: string | undefined): Promise<string | undefined> {
  const iconPath = new vscode.ThemeIcon('server');
  const all = { label: allHosts, iconPath: new vscode.ThemeIcon('layers'), value: '' };
  const each = hosts.map((host) => ({
    label: host,
    ...(host === shown && { description: 'shown' }),
    iconPath,
    value: host,
  }));
  return pick({
    title: 'Choose Log Host',
    placeholder: 'Whose lines are shown',
    empty: 'No host has written anything yet',
    load: async () => (hosts.length === 0 ? [] : [all, ...each]),
  });
}

import * as vscode from 'vscode';
import { filterText, parseFilter } from '../text/filter.ts';
import { member } from '../targetArgument.ts';
import type { TailTerminal } from '../tailTerminal.ts';
import { UserError } from '../../platform/userError.ts';

const prompt = 'Text · /regular expression/i · >=warning · >=info and one of them. Empty shows all lines.';

/**
 * "Filter Log Lines…": shows only lines that pass, of what was written and of what comes.
 * @param options `{filter: '>=warning'}` asks nothing
 * @returns what is shown now, as the last line of the terminal says it; undefined when nothing was changed
 */
export async function filterTail(tail: TailTerminal, options: unknown): Promise<string | undefined> {
  const { view } = tail.writer;
  const given = member(options, 'filter');
  const typed = typeof given === 'string' ? given : await ask(view.filter?.typed ?? '');
  if (typed === undefined) return undefined;
  const { filter, problem } = parseFilter(typed);
  if (problem !== undefined) throw new UserError('invalid-request', problem);
  view.setFilter(filter);
  tail.terminal.show(true);
  return filter === undefined ? '' : filterText(filter);
}

function ask(value: string): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: 'Filter Log Lines',
    prompt,
    value,
    placeHolder: 'loss   /epoch=\\d+0 /   >=warning',
    validateInput: (typed) => {
      const { filter, problem } = parseFilter(typed);
      if (problem !== undefined)
        return { message: problem, severity: vscode.InputBoxValidationSeverity.Error };
      return (
        filter && {
          message: `Shows lines with ${filterText(filter)}`,
          severity: vscode.InputBoxValidationSeverity.Info,
        }
      );
    },
  });
}

import {
  applyEdits,
  type FormattingOptions,
  getNodeValue,
  modify,
  type ParseError,
  parseTree,
  findNodeAtLocation,
} from 'jsonc-parser';
import { UserError } from '../../platform/userError.ts';

const empty = '{\n  "version": "2.0.0",\n  "tasks": []\n}\n';

/**
 * The text of a `tasks.json` with one more task, or with another of the same label in its place. Comments, order and
 * indentation stay; the task before it may be spread over lines.
 * @param text empty for a file that is not there
 * @returns the text, and where in it the task begins
 * @throws UserError `invalid-input` for what is no JSON with comments
 */
export function withTask(
  text: string,
  task: { readonly label: string } & Readonly<Record<string, unknown>>,
): { text: string; offset: number } {
  const before = text.trim() === '' ? empty : text;
  const tasks = findNodeAtLocation(parsed(before), ['tasks']);
  const given: unknown = tasks && getNodeValue(tasks);
  const list: readonly unknown[] = Array.isArray(given) ? given : [];
  const same = list.findIndex((one) => labelOf(one) === task.label);
  const index = same >= 0 ? same : list.length;
  const formattingOptions = formatOf(before);
  const changed =
    tasks === undefined || !Array.isArray(given)
      ? modify(before, ['tasks'], [task], { formattingOptions })
      : modify(before, ['tasks', index], task, { formattingOptions, isArrayInsertion: same < 0 });
  const after = applyEdits(before, changed);
  return { text: after, offset: findNodeAtLocation(parsed(after), ['tasks', index])?.offset ?? 0 };
}

function parsed(text: string) {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  if (root?.type !== 'object' || errors.length > 0)
    throw new UserError('invalid-input', 'tasks.json cannot be read as JSON with comments.', {
      advice: 'Mend it, and save the task again.',
    });
  return root;
}

function formatOf(text: string): FormattingOptions {
  const indent = /^([ \t]+)\S/m.exec(text)?.[1] ?? '  ';
  return {
    insertSpaces: !indent.startsWith('\t'),
    tabSize: indent.startsWith('\t') ? 4 : indent.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
}

function labelOf(task: unknown): unknown {
  return typeof task === 'object' && task !== null && 'label' in task ? task.label : undefined;
}

import * as vscode from 'vscode';
import type { ScriptArgument } from './script/scriptReading.ts';
import { type Hyperparameter, parseAssignment, toHyperparameter, valueProblem } from './hyperparameters.ts';

type Values = Readonly<Record<string, Hyperparameter>>;
type Choice =
  | { readonly act: 'launch' | 'add' }
  | { readonly act: 'edit'; readonly name: string; readonly argument?: ScriptArgument };
type Item = vscode.QuickPickItem & { readonly choice?: Choice };

const separator = (label: string): Item => ({ label, kind: vscode.QuickPickItemKind.Separator });

/**
 * Shows a script's arguments with their defaults until the person says "Launch".
 * @param before values of the last launch. @returns only what differs from the script's own defaults; undefined for given up.
 */
export async function pickHyperparameters(
  title: string,
  script: readonly ScriptArgument[],
  before: Values,
): Promise<Values | undefined> {
  let values = before;
  for (;;) {
    const missing = script
      .filter((a) => a.required && a.unsettable === undefined && !(a.name in values))
      .map((a) => a.name);
    const placeHolder =
      missing.length > 0
        ? `The script needs a value for: ${missing.join(', ')}`
        : 'Launch, or choose an argument to change it';
    const chosen = await vscode.window.showQuickPick(toItems(script, values, missing.length === 0), {
      title,
      placeHolder,
      matchOnDescription: true,
      ignoreFocusOut: true,
    });
    if (!chosen) return undefined;
    const { choice } = chosen;
    if (choice?.act === 'launch') return values;
    if (choice?.act === 'add') values = await addValue(title, script, values);
    else if (choice?.act === 'edit') values = await editValue(title, choice.name, choice.argument, values);
  }
}

function toItems(script: readonly ScriptArgument[], values: Values, ready: boolean): Item[] {
  const own = Object.keys(values).filter((name) => !script.some((argument) => argument.name === name));
  return [
    ...(ready ? [{ label: '$(rocket) Launch', choice: { act: 'launch' } } as const] : []),
    ...(script.length + own.length > 0 ? [separator('Arguments of the script')] : []),
    ...script.map((argument) => argumentItem(argument, values)),
    ...own.map((name): Item => ({
      label: name,
      description: `${values[name] ?? ''}`,
      choice: { act: 'edit', name },
    })),
    separator('More'),
    { label: '$(add) Add name=value…', choice: { act: 'add' } },
  ];
}

function argumentItem(argument: ScriptArgument, values: Values): Item {
  const { name, help, unsettable } = argument;
  const value = values[name];
  const shown = value === undefined ? defaultText(argument) : `${value}  (changed)`;
  return {
    label: unsettable === undefined ? name : `$(circle-slash) ${name}`,
    description: shown,
    detail: unsettable === undefined ? (help ?? '') : `Can’t be set: ${unsettable}.`,
    ...(unsettable === undefined && { choice: { act: 'edit', name, argument } }),
  };
}

function defaultText(argument: ScriptArgument): string {
  if (argument.default !== undefined) return JSON.stringify(argument.default).replace(/^"(.*)"$/, '$1');
  return argument.defaultExpression ?? (argument.required ? 'required' : 'no default');
}

async function editValue(
  title: string,
  name: string,
  argument: ScriptArgument | undefined,
  values: Values,
): Promise<Values> {
  const typed = argument?.choices
    ? await chooseValue(title, argument)
    : await typeValue(title, name, argument, values[name]);
  if (typed === undefined) return values;
  const { [name]: _, ...others } = values;
  return typed === '' ? others : { ...others, [name]: toHyperparameter(typed, argument) };
}

async function chooseValue(title: string, argument: ScriptArgument): Promise<string | undefined> {
  const items = (argument.choices ?? []).map((choice) => ({
    label: `${choice}`,
    description: choice === argument.default ? 'default' : '',
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: argument.name,
    ignoreFocusOut: true,
  });
  return chosen?.description === 'default' ? '' : chosen?.label;
}

function typeValue(
  title: string,
  name: string,
  argument: ScriptArgument | undefined,
  value: Hyperparameter | undefined,
): Thenable<string | undefined> {
  const hint = argument
    ? `${argument.type}; empty for the script’s default, ${defaultText(argument)}`
    : 'empty to remove it';
  return vscode.window.showInputBox({
    title,
    prompt: `${name} (${hint})`,
    value: value === undefined ? '' : `${value}`,
    ignoreFocusOut: true,
    validateInput: (typed) => (typed === '' || !argument ? undefined : valueProblem(argument, typed)),
  });
}

async function addValue(title: string, script: readonly ScriptArgument[], values: Values): Promise<Values> {
  const known = (typed: string): ScriptArgument | undefined =>
    script.find(({ name }) => name === parseAssignment(typed)?.name);
  const typed = await vscode.window.showInputBox({
    title,
    prompt: 'A hyperparameter, as name=value',
    ignoreFocusOut: true,
    validateInput: (text) => {
      const assignment = parseAssignment(text);
      if (!assignment) return 'Of the form name=value.';
      const argument = known(text);
      return argument && valueProblem(argument, assignment.value);
    },
  });
  const assignment = typed === undefined ? undefined : parseAssignment(typed);
  if (!assignment) return values;
  return { ...values, [assignment.name]: toHyperparameter(assignment.value, known(typed ?? '')) };
}

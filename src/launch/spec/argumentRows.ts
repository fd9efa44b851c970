import type { ArgumentRow } from '../../messages/launchInputs.ts';
import type { Problem } from '../../messages/launchProblem.ts';
import { valueProblem } from '../hyperparameters.ts';
import type { Literal } from '../script/python/values.ts';
import type { ScriptArgument } from '../script/scriptReading.ts';
import type { HyperparameterValue, LaunchSpec } from './launchSpec.ts';

/** What was typed for arguments, by name, as long as it stands: `1e-3` is not rewritten to `0.001` under the cursor. */
export type TypedTexts = ReadonlyMap<string, string>;

/** Names that the launch itself sets; the log level may be chosen. */
const own = new Set([
  'sagemaker_program',
  'sagemaker_submit_directory',
  'sagemaker_region',
  'sagemaker_job_name',
]);

/** The script's arguments in its order, then what was added by hand. */
export function argumentRows(
  spec: LaunchSpec,
  declared: readonly ScriptArgument[],
  typed: TypedTexts,
): ArgumentRow[] {
  const known = uniqueArguments(declared);
  const rows = known.map((argument): ArgumentRow => ({
    name: argument.name,
    type: argument.type,
    value: valueText(spec, argument.name, typed),
    default:
      argument.defaultExpression ??
      (argument.default === undefined ? undefined : pythonText(argument.default)),
    choices: (argument.choices ?? []).map(String),
    help: helpText(argument),
    required: argument.required,
    unsettable: argument.unsettable,
    group: argument.command ?? argument.group,
    declared: true,
  }));
  const names = new Set(known.map(({ name }) => name));
  const added = Object.entries(spec.hyperparameters).filter(([name]) => !names.has(name));
  return [...rows, ...added.map(([name, value]) => addedRow(name, value, valueText(spec, name, typed)))];
}

function helpText({ help, passing, condition }: ScriptArgument): string | undefined {
  const where = condition === undefined ? undefined : `Only where ${condition}.`;
  return [help, passing, where].filter((part) => part !== undefined).join(' ') || undefined;
}

function addedRow(name: string, value: HyperparameterValue, text: string): ArgumentRow {
  const type = typeof value === 'boolean' ? 'bool' : typeof value === 'number' ? 'float' : 'text';
  return {
    name,
    type,
    value: text,
    default: undefined,
    choices: [],
    help: undefined,
    required: false,
    unsettable: undefined,
    group: undefined,
    declared: false,
  };
}

/** What is wrong with the values, each at its name. */
export function argumentProblems(
  spec: LaunchSpec,
  declared: readonly ScriptArgument[],
  typed: TypedTexts,
): Problem[] {
  const problems: Problem[] = [];
  const say = (name: string, message: string, severity: Problem['severity'] = 'error'): void => {
    problems.push({ field: 'hyperparameter', path: [name], message, severity });
  };
  for (const argument of uniqueArguments(declared)) {
    const { name } = argument;
    const isGiven = Object.hasOwn(spec.hyperparameters, name);
    if (isGiven && argument.unsettable !== undefined) say(name, argument.unsettable);
    else if (isGiven) {
      const problem = valueProblem(argument, valueText(spec, name, typed));
      // A converter decides for itself what it takes.
      if (problem !== undefined) say(name, problem, argument.converter === undefined ? 'error' : 'warning');
    } else if (argument.required && argument.unsettable === undefined) {
      // Which subcommand runs is not known, nor which branch.
      const { command, condition } = argument;
      const where = condition === undefined ? '' : ` where ${condition}`;
      const isSure = command === undefined && condition === undefined;
      say(name, `The script needs a value${where}.`, isSure ? 'error' : 'warning');
    }
  }
  for (const name of Object.keys(spec.hyperparameters))
    if (spec.script !== '' && own.has(name)) say(name, 'SageMaker sets this itself; leave it out.');
    else if (name === '') say(name, 'It needs a name.');
  return problems;
}

/** An option of several subcommands is one hyperparameter. */
function uniqueArguments(declared: readonly ScriptArgument[]): ScriptArgument[] {
  const seen = new Set<string>();
  return declared.filter(({ name }) => (seen.has(name) ? false : (seen.add(name), true)));
}

function valueText(spec: LaunchSpec, name: string, typed: TypedTexts): string {
  if (!Object.hasOwn(spec.hyperparameters, name)) return '';
  const value = spec.hyperparameters[name];
  return typed.get(name) ?? (typeof value === 'string' ? value : JSON.stringify(value));
}

/** A literal as Python writes it. */
function pythonText(value: Literal): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Array.isArray(value)) return `[${value.map(pythonText).join(', ')}]`;
  return typeof value === 'string' ? value : String(value);
}

import facts from '../../../media/data/trainingArguments.json' with { type: 'json' };
import type { ArgumentType, ScriptArgument } from './scriptReading.ts';

interface FieldFacts {
  readonly name: string;
  readonly type: string;
  readonly default?: string | number | boolean;
  /** Where the versions differ, by the first number of the version; null for none. */
  readonly defaults?: Readonly<Record<string, string | number | boolean | null>>;
  readonly choices?: string;
  readonly help: string;
  readonly many?: boolean;
  /** The only version that has it, by its first number. */
  readonly only?: string;
}

const choices: Readonly<Record<string, readonly string[]>> = facts.choices;
const fields: Readonly<Record<string, readonly FieldFacts[]>> = facts.classes;

/**
 * The arguments that HfArgumentParser makes of transformers' own dataclass.
 * @param line where the script names the class. @returns undefined for a class that is none of them.
 */
export function trainingArguments(className: string, line: number): ScriptArgument[] | undefined {
  if (className !== 'TrainingArguments' && className !== 'Seq2SeqTrainingArguments') return undefined;
  const own = className === 'TrainingArguments' ? [] : (fields[className] ?? []);
  return [...(fields['TrainingArguments'] ?? []), ...own].map((field) => toArgument(field, className, line));
}

function toArgument(field: FieldFacts, group: string, line: number): ScriptArgument {
  const listed = field.choices === undefined ? undefined : choices[field.choices];
  const differing = Object.entries(field.defaults ?? {}).map(
    ([version, value]) => `${value ?? 'none'} (transformers ${version})`,
  );
  return {
    name: field.name,
    type: field.type as ArgumentType,
    required: false,
    ...(field.default !== undefined && { default: field.default }),
    ...(differing.length > 0 && { defaultExpression: differing.join(', ') }),
    ...(listed && { choices: listed }),
    ...(field.many === true && { passing: 'One value: SageMaker passes a list as one text.' }),
    help: field.only === undefined ? field.help : `${field.help} (transformers ${field.only} only)`,
    group,
    origin: 'TrainingArguments',
    line,
  };
}

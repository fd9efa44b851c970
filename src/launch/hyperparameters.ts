import type { ScriptArgument } from './script/scriptReading.ts';

/** As the script shall see it; SageMaker stores text, so each is JSON-encoded on the way, as SageMaker's SDK does. */
export type Hyperparameter = boolean | number | string;

/** What is wrong with a value that was typed for an argument, for a person; `undefined` when the script would take it. */
export function valueProblem(argument: ScriptArgument, typed: string): string | undefined {
  if (argument.choices && !argument.choices.some((choice) => String(choice) === typed))
    return `One of ${argument.choices.join(', ')}.`;
  const { minimum = -Infinity, maximum = Infinity } = argument.range ?? {};
  const number = Number(typed.replaceAll('_', ''));
  if (number < minimum || number > maximum) return rangeText(argument.range);
  if (argument.type === 'int' && !/^\s*[+-]?\d+(?:_\d+)*\s*$/.test(typed)) return 'A whole number.';
  if (
    argument.type === 'float' &&
    !/^\s*[+-]?(?:(?:\d[\d_]*\.?\d*|\.\d+)(?:e[+-]?\d+)?|inf(?:inity)?|nan)\s*$/i.test(typed)
  )
    return 'A number.';
  return undefined;
}

function rangeText({ minimum, maximum }: NonNullable<ScriptArgument['range']> = {}): string {
  if (minimum === undefined) return `At most ${maximum}.`;
  return maximum === undefined ? `At least ${minimum}.` : `From ${minimum} to ${maximum}.`;
}

/** The value of a typed text: a number where the argument is one, or, without an argument, where it reads as one. */
export function toHyperparameter(typed: string, argument?: ScriptArgument): Hyperparameter {
  // What is read from the hyperparameters themselves, not from an option's text, has the type that it is sent with.
  const known = argument?.origin === 'environment' && argument.type === 'text' ? undefined : argument;
  if (known?.type === 'text' || known?.type === 'bool') return typed;
  const text = typed.trim().replaceAll('_', '');
  const value = Number(text);
  if (text === '' || !Number.isFinite(value)) return typed;
  // Without a type, or beyond what a double holds, only text that the number would print again is one.
  const exact = String(value) === text;
  return exact || known?.type === 'float' || (known?.type === 'int' && Number.isSafeInteger(value))
    ? value
    : typed;
}

/** A value as SageMaker's training toolkit reads it: JSON where it is JSON, else the text itself. */
export function decodeHyperparameter(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

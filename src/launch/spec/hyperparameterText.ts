import { sameJson } from './json.ts';
import type { HyperparameterValue } from './launchSpec.ts';

/**
 * As CreateTrainingJob takes them. For a script each value is JSON in text, as SageMaker's Python SDK writes it and the
 * training toolkit reads it; an image or algorithm of its own gets plain text.
 * @param written texts that stand for their value better than what would be made of it
 */
export function hyperparameterTexts(
  values: Readonly<Record<string, HyperparameterValue>>,
  forScript: boolean,
  written: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const textOf = (name: string, value: HyperparameterValue): string => {
    const text = Object.hasOwn(written, name) ? written[name] : undefined;
    return text !== undefined && standsFor(text, value, forScript) ? text : madeText(value, forScript);
  };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, textOf(name, value)]));
}

/** Whether a text stands for a value, and is not what would be made of it: `1.0` for 1. */
export function saysMoreThanValue(text: string, value: HyperparameterValue, forScript: boolean): boolean {
  return text !== madeText(value, forScript) && standsFor(text, value, forScript);
}

function standsFor(text: string, value: HyperparameterValue, forScript: boolean): boolean {
  return sameJson(hyperparameterValue(text, forScript), value);
}

function madeText(value: HyperparameterValue, forScript: boolean): string {
  return !forScript && typeof value === 'string' ? value : JSON.stringify(value);
}

/**
 * The value that a hyperparameter's text stands for: JSON where it is JSON, else the text itself, as the training toolkit
 * reads it. A whole number that JavaScript cannot hold stays text; a script is passed the same digits.
 */
export function hyperparameterValue(text: string, forScript: boolean): HyperparameterValue {
  if (!forScript) return text;
  try {
    const value = JSON.parse(text) as HyperparameterValue;
    const lossy = typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value);
    return lossy ? text : value;
  } catch {
    return text;
  }
}

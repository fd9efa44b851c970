import { Work } from '../regex/work.ts';
import { type EventPattern } from './eventPattern.ts';
import { type Predicate } from './expression.ts';
import { compileFieldsPattern } from './fieldsPattern.ts';
import { compileJsonPattern } from './jsonPattern.ts';
import { invalidPattern } from './scanner.ts';
import { compileTermsPattern } from './termsPattern.ts';

/**
 * CloudWatch Logs' filter patterns: terms (`ERROR "exact phrase" ?any -none %regex%`), JSON
 * (`{ $.status >= 500 && $.path = "/invocations" }`) and space-delimited fields (`[level = ERROR, ...]`). Case counts.
 * The empty pattern takes every event.
 * @returns whether a message matches; throws when its regular expressions take too long on it, see {@link Work}
 * @throws AwsError `InvalidParameterException` for what is no pattern
 */
export function compileFilterPattern(pattern: string): Predicate<string> {
  const work = new Work();
  const { holds } = compile(pattern.trim(), work);
  return (message) => {
    work.begin();
    return holds(message);
  };
}

/**
 * The same patterns, for what they name in a message.
 * @returns what a message that matches holds under each name: `$.latency`, `$size`, `$3`; `undefined` for one that does not
 * @throws AwsError `InvalidParameterException` for what is no pattern
 */
export function compileMetricFilter(
  pattern: string,
): (message: string) => Readonly<Record<string, string>> | undefined {
  const work = new Work();
  const { holds, extract } = compile(pattern.trim(), work);
  return (message) => {
    work.begin();
    return holds(message) ? extract(message) : undefined;
  };
}

function compile(text: string, work: Work): EventPattern {
  const isJson = text.startsWith('{');
  if (!isJson && !text.startsWith('['))
    return { holds: compileTermsPattern(text, work), extract: () => ({}) };
  if (!text.endsWith(isJson ? '}' : ']'))
    throw invalidPattern(`it begins with "${text.charAt(0)}" and is not closed.`);
  const body = text.slice(1, -1);
  return isJson ? compileJsonPattern(body, work) : compileFieldsPattern(body, work);
}

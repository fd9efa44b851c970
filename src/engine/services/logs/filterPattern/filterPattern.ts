import { Work } from '../regex/work.ts';
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
  const holds = compile(pattern.trim(), work);
  return (message) => {
    work.begin();
    return holds(message);
  };
}

function compile(text: string, work: Work): Predicate<string> {
  const isJson = text.startsWith('{');
  if (!isJson && !text.startsWith('[')) return compileTermsPattern(text, work);
  if (!text.endsWith(isJson ? '}' : ']'))
    throw invalidPattern(`it begins with "${text.charAt(0)}" and is not closed.`);
  const body = text.slice(1, -1);
  return isJson ? compileJsonPattern(body, work) : compileFieldsPattern(body, work);
}

import { type Predicate } from './expression.ts';
import { compileFieldsPattern } from './fieldsPattern.ts';
import { compileJsonPattern } from './jsonPattern.ts';
import { invalidPattern } from './scanner.ts';
import { compileTermsPattern } from './termsPattern.ts';

/**
 * CloudWatch Logs' filter patterns: terms (`ERROR "exact phrase" ?any -none %regex%`), JSON
 * (`{ $.status >= 500 && $.path = "/invocations" }`) and space-delimited fields (`[level = ERROR, ...]`). Case counts.
 * The empty pattern takes every event.
 * @returns whether a message matches
 * @throws AwsError `InvalidParameterException` for what is no pattern
 */
export function compileFilterPattern(pattern: string): Predicate<string> {
  const text = pattern.trim();
  const isJson = text.startsWith('{');
  if (!isJson && !text.startsWith('[')) return compileTermsPattern(text);
  if (!text.endsWith(isJson ? '}' : ']'))
    throw invalidPattern(`it begins with "${text.charAt(0)}" and is not closed.`);
  const body = text.slice(1, -1);
  return isJson ? compileJsonPattern(body) : compileFieldsPattern(body);
}

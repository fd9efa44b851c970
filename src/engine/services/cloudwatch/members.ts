import { number, objects, text, type JsonObject } from '../../json.ts';
import { invalidValue } from './errors.ts';

/** `Dimensions` by name. @throws AwsError for one that is there twice */
export function dimensionsOf(input: JsonObject | undefined): Record<string, string> {
  const found = new Map<string, string>();
  for (const item of objects(input, 'Dimensions')) {
    const name = text(item, 'Name') ?? '';
    if (found.has(name)) throw invalidValue(`Dimension names must be unique; ${name} is given twice.`);
    found.set(name, text(item, 'Value') ?? '');
  }
  return Object.fromEntries(found);
}

/** A time of the input, epoch seconds. */
export function seconds(input: JsonObject, member: string): number {
  return number(input, member) ?? 0;
}

/** @throws AwsError for a period that CloudWatch does not aggregate by */
export function requirePeriod(period: number): void {
  if ([1, 5, 10, 20, 30].includes(period) || (period > 0 && period % 60 === 0)) return;
  throw invalidValue('The parameter Period must be 1, 5, 10, 20, 30 or a multiple of 60.');
}

/** A token that says where the next page begins. */
export function toToken(place: unknown): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** What {@link toToken} wrote, not yet checked; `undefined` for something else. */
export function fromToken(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

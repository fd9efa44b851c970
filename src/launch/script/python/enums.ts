import type { Evaluator } from './evaluate.ts';
import type { PythonModule } from './module.ts';
import type { Value } from './values.ts';

/** A member of an enum; its value may only be known while running. */
export interface EnumMember {
  readonly name: string;
  readonly value: Value | undefined;
}

/** The members of an enum that the file defines; `undefined` when the name is none. */
export function enumMembers(
  module: PythonModule,
  name: string,
  evaluator: Evaluator,
): EnumMember[] | undefined {
  const found = module.classes.get(name);
  if (!found?.bases.some((base) => /Enum$|^enum\./.test(base))) return undefined;
  const members = found.fields.filter(({ target, value }) => value && !target.startsWith('_'));
  const texts = found.bases.some((base) => base.endsWith('StrEnum'));
  return members.map(({ target, value }, i) => {
    const made = /^(?:enum\.)?auto\(/.test(module.textOf(value ?? found.node));
    return { name: target, value: made ? (texts ? target.toLowerCase() : i + 1) : evaluator.value(value) };
  });
}

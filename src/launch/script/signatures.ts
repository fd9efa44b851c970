import { readAnnotation } from './annotations.ts';
import { defaultOf, oneText, reasons, typeOfValue } from './declared.ts';
import type { Parameter } from './python/calls.ts';
import type { PythonModule } from './python/module.ts';
import type { ScriptArgument } from './scriptReading.ts';

type Typed = Pick<
  ScriptArgument,
  'type' | 'choices' | 'converter' | 'default' | 'defaultExpression' | 'passing'
> & {
  readonly unsettable?: string;
};

/** What a parameter's or field's annotation and default say; without an annotation the default's type counts. */
export function typedOf(
  module: PythonModule,
  { annotation, default: value }: Omit<Parameter, 'name' | 'star'>,
): Typed {
  const given = defaultOf(module, value);
  const { type, choices, converter, many, count } = readAnnotation(module, annotation);
  return {
    type: annotation ? type : typeOfValue(given.default),
    ...(choices && { choices }),
    ...(converter !== undefined && { converter }),
    ...given,
    ...(many && count === undefined && { passing: oneText }),
    ...(count !== undefined && count > 1 && { unsettable: reasons.values(count) }),
  };
}

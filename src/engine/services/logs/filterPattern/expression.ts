import { type Scanner } from './scanner.ts';

export type Predicate<T> = (subject: T) => boolean;

/** Reads conditions joined by `&&`, `||` and parentheses; `&&` binds closer. */
export function takeExpression<T>(scanner: Scanner, takeCondition: () => Predicate<T>): Predicate<T> {
  const unit = (): Predicate<T> => {
    if (!scanner.take('(')) return takeCondition();
    const inner = either();
    if (!scanner.take(')')) throw scanner.unexpected('")"');
    return inner;
  };
  const both = (): Predicate<T> => {
    const parts = [unit()];
    while (scanner.take('&&')) parts.push(unit());
    return (subject) => parts.every((part) => part(subject));
  };
  const either = (): Predicate<T> => {
    const parts = [both()];
    while (scanner.take('||')) parts.push(both());
    return (subject) => parts.some((part) => part(subject));
  };
  return either();
}

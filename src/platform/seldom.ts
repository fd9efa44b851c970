/**
 * Calls through at once, and then at most once in a while: for what hears of every piece of a stream and tells people.
 * @param pause milliseconds.
 */
export function seldom<A extends readonly unknown[]>(
  tell: (...args: A) => void,
  pause = 200,
): (...args: A) => void {
  let next = 0;
  return (...args) => {
    const now = performance.now();
    if (now < next) return;
    next = now + pause;
    tell(...args);
  };
}

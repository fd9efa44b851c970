import { setTimeout as delay } from 'node:timers/promises';

/**
 * Waits until `probe` gives something, for what Playwright's locators cannot wait for.
 * @param what what is waited for, as the error says it. @param probe gives what was found, or undefined to look again.
 * @throws Error after `limit` milliseconds, with `seen()`: what was there instead.
 */
export async function until<T>(
  what: string,
  probe: () => Promise<T | undefined>,
  { limit = 60_000, seen }: { readonly limit?: number; readonly seen?: () => Promise<string> } = {},
): Promise<T> {
  const end = Date.now() + limit;
  for (;;) {
    const found = await probe();
    if (found !== undefined) return found;
    if (Date.now() > end) {
      const instead = seen === undefined ? '' : `; there was:\n${await seen()}`;
      throw new Error(`Not within ${limit / 1000} s: ${what}${instead}`);
    }
    await delay(100);
  }
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commonPrefix, listKeys } from '../../../src/engine/services/s3/keyPage.ts';
import { Database } from '../../../src/engine/store/database.ts';
import { FileObjectStore } from '../../../src/engine/store/fileObjectStore.ts';
import { afterPrefix, compareKeys } from '../../../src/engine/store/keyOrder.ts';

let folder: string;
let database: Database;
let store: FileObjectStore;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 's3-listing-'));
  database = new Database(join(folder, 'engine.db'));
  store = new FileObjectStore(folder, database);
});

afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

/** What a listing without pages is to hold: keys, and common prefixes in place of those that share one. */
function expected(keys: readonly string[], prefix: string, delimiter: string): string[] {
  const items = keys
    .filter((key) => key.startsWith(prefix))
    .map((key) => commonPrefix(key, prefix, delimiter) ?? key);
  return [...new Set(items)].sort(compareKeys);
}

async function* nothing(): AsyncGenerator<Uint8Array> {
  // An empty object.
}

const alphabet = fc.constantFrom('a', 'b', '/', 'é', '\ud7ff', '\ue000', '🙂', '\u{10ffff}');
const text = (minLength: number, maxLength: number) =>
  fc.array(alphabet, { minLength, maxLength }).map((characters) => characters.join(''));

describe('listings', () => {
  it('have each key or common prefix once and in order, however they are paged', async () => {
    let bucket = 0;
    const keys = fc.uniqueArray(text(1, 5), { minLength: 1, maxLength: 12 });
    const property = fc.asyncProperty(
      keys,
      text(0, 2),
      fc.constantFrom('', '/', 'a', '🙂'),
      async (given, prefix, delimiter) => {
        const name = `bucket-${++bucket}`;
        store.createBucket(name, 'us-east-1');
        for (const key of given) await store.put(name, key, nothing(), {});
        for (const limit of [1, 2, 1000]) {
          const found: string[] = [];
          for (let after: string | undefined = ''; after !== undefined;) {
            const page = listKeys(store, name, { prefix, delimiter, after, limit });
            expect(page.objects.length + page.prefixes.length).toBeLessThanOrEqual(limit);
            found.push(...[...page.objects.map(({ key }) => key), ...page.prefixes].sort(compareKeys));
            after = page.next;
          }
          expect(found).toEqual(expected(given, prefix, delimiter));
        }
      },
    );
    await fc.assert(property, { numRuns: 40 });
  }, 60_000);

  it('skip a prefix exactly', () => {
    fc.assert(
      fc.property(text(1, 4), text(0, 4), (prefix, other) => {
        const after = afterPrefix(prefix);
        if (after !== undefined) expect(compareKeys(prefix + other, after)).toBeLessThan(0);
        const isInside =
          compareKeys(other, prefix) >= 0 && (after === undefined || compareKeys(other, after) < 0);
        if (after !== undefined || other.startsWith(prefix)) expect(isInside).toBe(other.startsWith(prefix));
      }),
    );
  });
});

import { appendFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../../../../src/engine/store/database.ts';
import { FileLogStore } from '../../../../src/engine/store/fileLogStore.ts';
import { type LogStream } from '../../../../src/engine/store/logCatalog.ts';
import { LogIndex } from '../../../../src/engine/store/logIndex.ts';
import { encodeLogLine } from '../../../../src/engine/store/logLine.ts';
import { atTime, comparePositions } from '../../../../src/engine/store/logPosition.ts';
import { positionAfter, positionOf, type StoredEvent } from '../../../../src/engine/store/logReader.ts';

let dir: string;
let database: Database;
let logs: FileLogStore;
let made = 0;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'log-store-'));
  // Hundreds of streams are made here: on a disk each would be a sync of it.
  database = new Database(':memory:');
  logs = new FileLogStore(dir, database);
});
afterAll(() => {
  database.close();
  rmSync(dir, { recursive: true });
});

/** A fresh stream with a line for each time. */
function stream(times: readonly number[], words = 'm'): LogStream {
  const name = `s${made++}`;
  const file = logs.openStream('us-east-1', 'g', name);
  appendFileSync(file, times.map((t, n) => encodeLogLine(t, 1, `${words}${n}`)).join(''));
  return logs.stream(logs.group('us-east-1', 'g'), name);
}

async function read(
  streams: readonly LogStream[],
  direction: 'forward' | 'backward',
  from = direction === 'forward' ? atTime(0) : atTime(Number.MAX_SAFE_INTEGER),
) {
  const events: StoredEvent[] = [];
  await logs.walk(streams, from, direction, (event) => events.push(event) > 0);
  return events;
}

describe('walking events', () => {
  it('is in order of time, stream and place, both ways and from any event on, whatever the order of writing', async () => {
    const anyhow = fc.array(fc.nat({ max: 50 }), { maxLength: 60 });
    // Those in order, of long lines, are longer than what a search takes at once.
    const inOrder = anyhow.map((list) => list.toSorted((a, b) => a - b));
    const stored = fc.record({
      times: fc.oneof(anyhow, inOrder),
      words: fc.constantFrom('m', 'm', 'w'.repeat(400), 'l'.repeat(5000)),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(stored, { minLength: 1, maxLength: 4 }), fc.nat(), async (lists, pick) => {
        const streams = lists.map(({ times, words }) => stream(times, words));
        const all = await read(streams, 'forward');
        expect(all.length).toBe(lists.flatMap(({ times }) => times).length);
        expect(all).toEqual(all.toSorted((a, b) => comparePositions(positionOf(a), positionOf(b))));
        expect(await read(streams, 'backward')).toEqual(all.toReversed());
        const at = all[pick % Math.max(1, all.length)];
        if (!at) return;
        const n = all.indexOf(at);
        expect(await read(streams, 'forward', positionOf(at))).toEqual(all.slice(n));
        expect(await read(streams, 'forward', positionAfter(at))).toEqual(all.slice(n + 1));
        expect(await read(streams, 'backward', positionOf(at))).toEqual(all.slice(0, n).toReversed());
        expect(await read(streams, 'backward', positionAfter(at))).toEqual(all.slice(0, n + 1).toReversed());
      }),
      { numRuns: 150 },
    );
  });

  it('gives others their turn while it lasts', async () => {
    let turns = 0;
    const count = (): void => {
      turns += 1;
      next = setImmediate(count);
    };
    let next = setImmediate(count);
    const seen: number[] = [];
    await logs.walk([stream([1, 2, 3, 4])], atTime(0), 'forward', () => {
      const until = performance.now() + 30;
      while (performance.now() < until);
      return seen.push(turns) > 0;
    });
    clearImmediate(next);
    expect(seen.toSorted((a, b) => a - b)).toEqual([...new Set(seen)]);
    expect(seen.length).toBe(4);
  });

  it('takes lines longer than a block, and seeks among them', async () => {
    const long = stream([1, 2, 3, 3, 9], 'x'.repeat(1_000_000));
    const all = await read([long], 'forward');
    expect(all.map((e) => e.timestamp)).toEqual([1, 2, 3, 3, 9]);
    expect(await read([long], 'backward')).toEqual(all.toReversed());
    expect(await read([long], 'forward', atTime(3))).toEqual(all.slice(2));
  });

  it('leaves out a torn line until its line break is there, and for good when another writer comes first', async () => {
    const torn = stream([1]);
    appendFileSync(torn.file, '5\t5\tfirst ha');
    expect((await read([torn], 'forward')).length).toBe(1);
    appendFileSync(torn.file, 'lf\n');
    expect((await read([torn], 'forward')).at(-1)?.message).toBe('first half');
    appendFileSync(torn.file, '6\t6\ttorn');
    logs.append(torn, [{ timestamp: 7, ingestionTime: 7, message: 'whole' }]);
    expect((await read([torn], 'forward')).map((e) => e.message)).toEqual(['m0', 'first half', 'whole']);
  });

  it('passes by lines that are none', async () => {
    const odd = stream([1, 2]);
    appendFileSync(odd.file, 'not a line\n\n\tx\ty\n');
    appendFileSync(odd.file, encodeLogLine(3, 3, 'after'));
    expect((await read([odd], 'forward')).map((e) => e.timestamp)).toEqual([1, 2, 3]);
    expect((await read([odd], 'backward', atTime(3))).map((e) => e.timestamp)).toEqual([2, 1]);
  });

  it('begins anew with a file that was cut, and ends with one that is gone', async () => {
    const cut = stream([1, 2, 3]);
    expect((await read([cut], 'forward')).length).toBe(3);
    writeFileSync(cut.file, encodeLogLine(9, 9, 'new'));
    expect((await read([cut], 'forward')).map((e) => e.message)).toEqual(['new']);
    rmSync(cut.file);
    expect(await read([cut], 'forward')).toEqual([]);
  });
});

describe('an index', () => {
  it('knows the runs, and goes on from where it was kept', async () => {
    const fallen = stream([5, 7, 6, 6, 8, 1]);
    const index = await logs.indexOf(fallen);
    expect(index.runs.map((r) => [r.firstTime, r.lastTime])).toEqual([
      [5, 7],
      [6, 8],
      [1, 1],
    ]);
    expect([index.firstTime, index.lastTime, index.lastIngestionTime]).toEqual([1, 8, 1]);
    appendFileSync(fallen.file, encodeLogLine(2, 44, 'later'));
    const again = LogIndex.fromJson(index.toJson());
    await Promise.all([again.refresh(fallen.file), again.refresh(fallen.file)]);
    await index.refresh(fallen.file);
    expect(again.toJson()).toBe(index.toJson());
    expect(again.lastIngestionTime).toBe(44);
    expect(again.scanned).toBe(statSync(fallen.file).size);
  });
});

describe('names', () => {
  it('of any legal kind have files of their own, on any file system', () => {
    const names = ['a/b', 'a_b', 'A_B', '..', 'con', 'x'.repeat(512), 'é\u0000ü "<>|?', '[$LATEST]abc', ' '];
    const files = names.map((name) => logs.openStream('eu-west-1', '/aws/../x', name));
    expect(new Set(files.map((file) => file.toLowerCase())).size).toBe(names.length);
    for (const file of files) {
      expect(file.startsWith(join(dir, 'logs', 'eu-west-1'))).toBe(true);
      expect(statSync(file).isFile()).toBe(true);
    }
    const group = logs.group('eu-west-1', '/aws/../x');
    expect(
      logs
        .streams(group)
        .map((s) => s.name)
        .toSorted(),
    ).toEqual(names.toSorted());
    expect(logs.streams(group, 'a').map((s) => s.name)).toEqual(['a/b', 'a_b']);
  });
});

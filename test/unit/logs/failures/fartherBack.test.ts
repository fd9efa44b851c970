import type { CloudWatchLogsClient, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { describe, expect, it } from 'vitest';
import { earlierPart, errorFartherBack } from '../../../../src/logs/failures/fartherBack.ts';
import type { StreamEnd } from '../../../../src/logs/failures/lastLines.ts';

const { signal } = new AbortController();
const traceback = (message: string) => [
  'Traceback (most recent call last):',
  '  File "/opt/ml/code/train.py", line 7, in <module>',
  '    load(3)',
  `ValueError: ${message}`,
];
const quiet = (count: number) => Array.from({ length: count }, (_, step) => `step ${step}`);

/** Streams of pages, the oldest first, that are read backwards from the last; and how many were asked for. */
class Streams {
  asked = 0;
  readonly #pages: ReadonlyMap<string, readonly (readonly string[])[]>;

  constructor(pages: Readonly<Record<string, readonly (readonly string[])[]>>) {
    this.#pages = new Map(Object.entries(pages));
  }

  get client(): CloudWatchLogsClient {
    const send = ({ input }: GetLogEventsCommand) => {
      this.asked += 1;
      const page = Number(input.nextToken) - 1;
      const messages = this.#pages.get(input.logStreamName ?? '')?.[page] ?? [];
      const events = messages.map((message, index) => ({ message, timestamp: page * 1000 + index }));
      return Promise.resolve({ events, nextBackwardToken: String(Math.max(0, page)) });
    };
    return { send } as unknown as CloudWatchLogsClient;
  }

  /** The last lines of each, all pages being before them. */
  ends(lines: readonly string[] = ['the end']): StreamEnd[] {
    return [...this.#pages].map(([stream, pages]) => {
      const before = String(pages.length);
      return { group: 'g', stream, lines, times: lines.map(() => 9_000_000), before };
    });
  }

  find(isIt: (error: string) => boolean = () => true, ends = this.ends()) {
    const parts = ends.flatMap((end) => earlierPart(end) ?? []);
    return errorFartherBack(this.client, parts, ({ error }) => isIt(error), signal);
  }
}

describe('what is farther back in a log', () => {
  it('is looked through for the last error, a page at a time, and no further', async () => {
    const streams = new Streams({
      a: [
        traceback('older'),
        quiet(5),
        [...traceback('older'), ...traceback('newest'), ...quiet(9)],
        quiet(5),
      ],
    });
    const found = await streams.find();
    expect(found).toMatchObject({ at: 2007, error: { error: 'ValueError: newest' } });
    expect(streams.asked).toBe(2);
  });

  it('is one text: a traceback over the end of a page, or into the last lines, is whole', async () => {
    const lines = traceback('between');
    for (let cut = 1; cut < lines.length; cut += 1) {
      const [first, second] = [lines.slice(0, cut), [...lines.slice(cut), ...quiet(20)]];
      const pages = new Streams({ a: [[...quiet(3), ...first], second] });
      expect((await pages.find())?.error).toMatchObject({
        error: 'ValueError: between',
        frames: [{ line: 7 }],
      });
      const last = new Streams({ a: [[...quiet(3), ...first]] });
      expect((await last.find(undefined, last.ends(second)))?.error.error).toBe('ValueError: between');
    }
  });

  it('is asked of all streams in turn, for the error that is wanted', async () => {
    const streams = new Streams({
      a: [quiet(3), traceback('survived'), quiet(3)],
      b: [traceback('wanted'), quiet(3), quiet(3)],
    });
    const found = await streams.find((error) => error.includes('wanted'));
    expect(found?.part.stream).toBe('b');
  });

  it('has an end: that of the streams, and that of patience', async () => {
    const short = new Streams({ a: [quiet(3), quiet(3)], b: [] });
    expect(await short.find()).toBeUndefined();
    expect(short.asked).toBeLessThan(6);
    const endless = new Streams({ a: Array.from({ length: 5000 }, () => quiet(2)) });
    expect(await endless.find()).toBeUndefined();
    expect(endless.asked).toBeLessThan(100);
  });
});

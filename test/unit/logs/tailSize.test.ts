import { expect, it, vi } from 'vitest';
import type { Connection } from '../../../src/connection/connection.ts';
import { StreamMerger } from '../../../src/logs/follow/streamMerger.ts';
import type { SubjectState } from '../../../src/logs/follow/subject.ts';
import { runTail } from '../../../src/logs/tail.ts';
import { TerminalSize } from '../../../src/platform/terminalSize.ts';
import { Terminal } from './terminal.ts';

const connection = { label: 'this machine', billed: false } as Connection;
const target = { kind: 'trainingJob', name: 'j' } as const;

const bar = (percent: number) =>
  `train: ${String(percent).padStart(3)}%|${'█'.repeat(percent / 10).padEnd(10)}| ${percent}/100 [00:01<00:02, 30.1it/s]`;

/** A job of two hosts, of which each has printed the messages. */
function jobOf(messages: readonly string[]) {
  const job: { state: SubjectState } = { state: { status: 'InProgress', arn: 'a' } };
  const source = {
    streams: () => Promise.resolve(['j/algo-1-1', 'j/algo-2-1']),
    page: (stream: string, token = '0') => {
      const events = messages.slice(Number(token)).map((message) => ({ stream, timestamp: 0, message }));
      return Promise.resolve({ events, nextToken: String(messages.length) });
    },
  };
  const subject = {
    title: 'Training job j',
    places: () => Promise.resolve([]),
    look: () => Promise.resolve(job.state),
  };
  const merger = new StreamMerger(source, { shortest: 10, longest: 10 });
  return { job, reading: { subject, source, merger } };
}

it('a bar in the terminal of a task is cut to its size and stays one line, also when that changes', async () => {
  const terminal = new Terminal(40);
  const size = new TerminalSize();
  const messages = [bar(10)];
  const { job, reading } = jobOf(messages);
  const resize = (columns: number) => {
    terminal.resize(columns);
    size.set({ columns, rows: 10 });
  };
  // As VS Code opens one that it has not drawn yet.
  size.set(undefined);
  resize(40);
  const write = (text: string) => terminal.write(text);
  const ended = runTail(connection, target, write, new AbortController().signal, { reading, size });
  const seesBars = async (columns: number, percent: number) => {
    const cut = [1, 2].map((host) => `[algo-${host}] ${bar(percent)}`.slice(0, columns - 1).trimEnd());
    await vi.waitFor(() => expect(terminal.text.split('\n').slice(-2)).toEqual(cut), 20_000);
    expect(terminal.text.match(/train:/g)).toHaveLength(2);
  };
  await seesBars(40, 10);
  messages.push(bar(20));
  await seesBars(40, 20);
  resize(60);
  await seesBars(60, 20);
  resize(25);
  await seesBars(25, 20);
  messages.push(bar(30));
  await seesBars(25, 30);

  job.state = { ...job.state, status: 'Completed', end: { outcome: 'completed', facts: [] } };
  expect((await ended).state?.status).toBe('Completed');
});

import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { StopQuestion } from '../../../src/launch/tasks/stopQuestion.ts';
import { TerminalLines } from '../../../src/platform/terminalLines.ts';
import { type TailHeader, TailWriter, type TailWriterOptions } from '../../../src/logs/tailWriter.ts';
import { parseFilter } from '../../../src/logs/text/filter.ts';
import { Terminal } from './terminal.ts';

const running = { status: 'InProgress', arn: 'a' } as const;
const training = { what: 'nothing printed yet', untilFirstLine: true } as const;
const one = 'j/algo-1-1';
const two = 'j/algo-2-1';
const event = (message: string, stream = one, timestamp = 0) => ({ stream, timestamp, message });
const aws = { shortest: 1000, longest: 10_000 };
const header = 'Training job j · In progress · this machine';

/** A tail of one stream, and the terminal that it writes to. */
function open(options: Partial<TailWriterOptions> = {}, columns = 80, more: Partial<TailHeader> = {}) {
  const terminal = new Terminal(columns);
  const tail = new TailWriter({ now: () => 0, write: (text) => terminal.write(text), ...options });
  tail.view.resize(columns, 24);
  tail.begin({ title: 'Training job j', place: 'this machine', ...more });
  /** What is seen once the frame is drawn. */
  const seen = async () => {
    await sleep(25);
    return terminal.text.split('\n');
  };
  return { tail, terminal, seen };
}

const filterOf = (typed: string) => parseFilter(typed).filter;

describe('TailWriter', () => {
  it('says why it is quiet on a line that is replaced, and stops saying so once there are lines', async () => {
    const { tail, seen } = open();
    tail.state({ ...running, waiting: training }, []);
    expect(await seen()).toEqual([header, 'Pending: nothing printed yet']);
    tail.state({ ...running, waiting: { ...training, what: 'still nothing' } }, []);
    expect(await seen()).toEqual([header, 'Pending: still nothing']);
    void tail.lines([event('epoch=1')]);
    tail.state({ ...running, waiting: training }, [one]);
    expect(await seen()).toEqual([header, 'epoch=1']);
    expect(tail.recent).toEqual([header, 'epoch=1']);
  });

  it('keeps a fixed number of lines, and the last traceback of any stream', () => {
    const { tail } = open();
    for (let i = 0; i < 5000; i++) void tail.lines([event(`line ${i}`)]);
    expect(tail.recent.length).toBe(2000);
    expect(tail.recent.at(-1)).toBe('line 4999');
    const lines = ['Traceback (most recent call last):', '  File "a.py", line 3, in f', 'ValueError: no'];
    // Two hosts write at the same time: their tracebacks do not mix.
    for (const line of lines) void tail.lines([event(line), event('fine', two)]);
    expect(tail.traceback).toEqual({
      frames: [{ file: 'a.py', line: 3 }],
      error: 'ValueError: no',
      text: lines.join('\n'),
    });
    expect(tail.lastError).toBe(lines.join('\n'));
  });

  it('says trouble once, when it is tried again below, and that it is over', async () => {
    const times = { now: 0 };
    const { tail, seen } = open({ now: () => times.now });
    tail.state(running, [one]);
    tail.trouble(new Error('No network.'), 1000);
    tail.trouble(new Error('No network.'), 4000);
    expect(await seen()).toEqual([header, 'No network.', 'No network. (trying again in 4 s)']);
    times.now = 120_000;
    tail.state(running, [one]);
    expect(await seen()).toEqual([header, 'No network.', 'Going on after 2 min']);
  });

  it('says trouble on one line, whatever the error has for a message', async () => {
    const { tail, seen } = open();
    tail.state(running, [one]);
    // As Node has it where a name has several addresses and none answers.
    tail.trouble(Object.assign(new AggregateError([], ''), { code: 'ECONNREFUSED' }), 1000);
    tail.trouble(new Error('No format:\n  see \u001b]0;the\u0007response.\n'), 1000);
    expect((await seen()).slice(1)).toEqual([
      'ECONNREFUSED',
      'No format: see response. (trying again in 1 s)',
    ]);
  });

  it('says how news is heard of where that is not by a live tail', async () => {
    const { tail, seen } = open();
    tail.state(running, [one]);
    tail.mode('live', undefined, aws);
    tail.mode('polling', 'no permission for logs:StartLiveTail', aws);
    tail.mode('live', undefined, aws);
    expect((await seen()).slice(1)).toEqual([
      'Asking every 1 to 10 s: no permission for logs:StartLiveTail',
      'Following live',
    ]);
  });

  it('says that it is live from the beginning where that is not what anyone expects', async () => {
    const { tail, seen } = open({}, 80, { saysLive: true });
    tail.state(running, [one]);
    tail.mode('live', undefined, aws);
    expect((await seen()).slice(1)).toEqual(['Following live']);
  });
});

describe('Progress bars', () => {
  const bar = (percent: number, title = 'train') =>
    `${title}: ${String(percent).padStart(3)}%|${'█'.repeat(percent / 10).padEnd(10)}| ${percent}/100 [00:01<00:02, 30.1it/s]`;

  it('are one line, whether they come as one event or as many', async () => {
    const { tail, seen } = open();
    tail.state(running, [one]);
    void tail.lines([event(`${bar(10)}\r${bar(20)}`)]);
    for (const percent of [30, 40, 50]) void tail.lines([event(bar(percent))]);
    expect((await seen()).slice(1)).toEqual([bar(50)]);
    void tail.lines([event('saved'), event(bar(60))]);
    expect((await seen()).slice(1)).toEqual([bar(50), 'saved', bar(60)]);
    // The next epoch's bar is another one.
    void tail.lines([event(bar(100)), event(bar(0))]);
    tail.view.finish();
    expect(tail.recent.slice(1)).toEqual([bar(50), 'saved', bar(100), bar(0)]);
    expect((await seen()).slice(1)).toEqual([bar(50), 'saved', bar(100), bar(0)]);
  });

  it('are one line for each host, and lines of other hosts go above them', async () => {
    const { tail, seen } = open();
    tail.state(running, [one, two]);
    for (const percent of [10, 20]) void tail.lines([event(bar(percent)), event(bar(percent + 1), two)]);
    void tail.lines([event('warm', 'j/algo-3-1')]);
    expect((await seen()).slice(1)).toEqual(['[algo-3] warm', `[algo-1] ${bar(20)}`, `[algo-2] ${bar(21)}`]);
  });

  it('of Keras, pip, and of makers that nobody knows', async () => {
    const { tail, seen } = open();
    tail.state(running, [one]);
    const keras = (at: number) => `${at}/938 ━━━━━━━━━━━━━━━━━━━━ 2s 2ms/step - loss: 0.3`;
    void tail.lines([event('Epoch 1/2'), event(keras(1)), event(keras(500)), event(keras(938))]);
    void tail.lines([event('Epoch 2/2'), event('\rstep 1'), event('\rstep 2'), event('\rstep 3')]);
    void tail.lines([event('   ━━━━━━━━━━━━━━━ 1.1/9.9 MB 3 MB/s eta 0:00:03')]);
    void tail.lines([event('   ━━━━━━━━━━━━━━━ 9.9/9.9 MB 3 MB/s eta 0:00:00'), event('done')]);
    expect((await seen()).slice(1)).toEqual([
      'Epoch 1/2',
      keras(938),
      'Epoch 2/2',
      'step 3',
      '   ━━━━━━━━━━━━━━━ 9.9/9.9 MB 3 MB/s eta 0:00:00',
      'done',
    ]);
  });

  it('do not wrap, in a terminal however narrow', async () => {
    const { tail, seen } = open({}, 30);
    tail.state(running, []);
    for (const percent of [10, 20, 30]) void tail.lines([event(bar(percent, '訓練'))]);
    expect((await seen()).slice(2)).toEqual([bar(30, '訓練').slice(0, 27)]);
  });
});

describe('Which lines are shown', () => {
  it('changes while they come: text, expression, level, and all again', async () => {
    const { tail, seen } = open({ interactive: true });
    tail.state(running, [one]);
    const hint = /^f filter · t timestamps/;
    void tail.lines([
      event('epoch=1 loss=0.9'),
      event('WARNING:root:slow'),
      event('  and more of it'),
      event('saved'),
    ]);
    tail.view.setFilter(filterOf('LOSS'));
    const [first, keys, ...rest] = await seen();
    expect([first, keys?.match(hint)?.[0]]).toEqual([header, 'f filter · t timestamps']);
    expect(rest).toEqual(['epoch=1 loss=0.9', 'Showing "LOSS" · 1 of 4 lines · c shows all']);
    void tail.lines([event('other'), event('epoch=2 loss=0.7')]);
    expect((await seen()).slice(2)).toEqual([
      'epoch=1 loss=0.9',
      'epoch=2 loss=0.7',
      'Showing "LOSS" · 2 of 6 lines · c shows all',
    ]);
    tail.view.setFilter(filterOf('/epoch=[2-9]/'));
    expect((await seen()).slice(2)).toEqual([
      'epoch=2 loss=0.7',
      'Showing /epoch=[2-9]/ · 1 of 6 lines · c shows all',
    ]);
    tail.view.setFilter(filterOf('>=warning'));
    expect((await seen()).slice(2)).toEqual([
      'WARNING:root:slow',
      '  and more of it',
      'Showing ≥ warning · 2 of 6 lines · c shows all',
    ]);
    tail.view.setFilter(undefined);
    expect((await seen()).slice(2).length).toBe(6);
  });

  it('gives up an expression that would take for ever, and goes on', async () => {
    const { tail, seen } = open();
    tail.state(running, [one]);
    tail.view.setFilter(filterOf('/^(a+)+$/'));
    const began = performance.now();
    void tail.lines([event(`${'a'.repeat(60)}b`), event('next')]);
    // Against an expression that never ends; machines that run tests are busy.
    expect(performance.now() - began).toBeLessThan(20_000);
    expect(tail.view.filter).toBeUndefined();
    const text = (await seen()).join('\n');
    expect(text).toContain('/^(a+)+$/ takes too long. The filter is off.');
    expect(text).toContain('next');
    // The same where it is the lines from before that it cannot decide on.
    tail.view.setFilter(filterOf('/^(a+)+$/s'));
    expect(tail.view.filter).toBeUndefined();
    expect((await seen()).at(-1)).toBe('/^(a+)+$/s takes too long. The filter is off.');
  });

  it('of one host alone, and with the time', async () => {
    const { tail, seen } = open({ interactive: true });
    tail.state(running, [one, two]);
    const at = new Date(2026, 10, 21, 15, 4, 5, 67).getTime();
    void tail.lines([event('a', one, at), event('b', two, at + 1), event('c', one, at + 86_400_000)]);
    expect(tail.view.names.all).toEqual(['algo-1', 'algo-2']);
    tail.view.setHost('algo-1');
    tail.view.toggleTimestamps();
    expect((await seen()).slice(2)).toEqual([
      '── 2026-11-21 ──',
      '15:04:05.067 [algo-1] a',
      '── 2026-11-22 ──',
      '15:04:05.067 [algo-1] c',
      'Showing algo-1 · 2 of 3 lines · c shows all',
    ]);
  });

  it('names hosts by what tells them apart', async () => {
    const { tail, seen } = open();
    tail.state(running, ['tune-1/algo-1-17', 'tune-2/algo-1-18']);
    void tail.lines([event('a', 'tune-1/algo-1-17'), event('b', 'tune-2/algo-1-18')]);
    expect((await seen()).slice(1)).toEqual(['[tune-1/algo-1] a', '[tune-2/algo-1] b']);
  });

  it('follows a host that is called otherwise once there are others of its name', async () => {
    const { tail, seen } = open({ interactive: true });
    const step = ['prep/algo-1-17', 'prep/algo-2-18'];
    tail.state(running, step);
    void tail.lines([event('a', step[0]), event('b', step[1])]);
    tail.view.setHost('algo-1');
    expect((await seen()).slice(2)).toEqual(['[algo-1] a', 'Showing algo-1 · 1 of 2 lines · c shows all']);
    tail.state(running, [...step, 'train/algo-1-19']);
    void tail.lines([event('c', step[0]), event('d', 'train/algo-1-19')]);
    expect((await seen()).slice(2)).toEqual([
      '[prep/algo-1] a',
      '[prep/algo-1] c',
      'Showing prep/algo-1 · 2 of 4 lines · c shows all',
    ]);
    // One that was deleted keeps its name.
    tail.state(running, ['train/algo-1-19']);
    tail.view.showAll();
    expect((await seen()).slice(2)).toEqual([
      '[prep/algo-1] a',
      '[prep/algo-2] b',
      '[prep/algo-1] c',
      '[train/algo-1] d',
    ]);
  });

  it('is bounded, and says what is gone', async () => {
    const { tail, seen } = open({ scrollback: 50 });
    tail.state(running, [one]);
    for (let i = 0; i < 60; i++)
      void tail.lines(Array.from({ length: 1000 }, (_, k) => event(`line ${i * 1000 + k}`)));
    tail.view.setFilter(filterOf('line'));
    const text = await seen();
    expect(text[1]).toMatch(/^10,00\d lines before these are no longer here: open as document$/);
    expect(text.slice(2, -1).length).toBe(50);
    expect(text.at(-2)).toBe('line 59999');
  });
});

describe('A terminal that is behind', () => {
  it('holds reading back until it has drawn, and no longer than it answers', async () => {
    const asked: number[] = [];
    let written = 0;
    const tail = new TailWriter({
      now: () => 0,
      interactive: true,
      write(text) {
        written += text.length;
        if (text === '\u001b[5n') asked.push(written);
      },
    });
    tail.state(running, [one]);
    const many = Array.from({ length: 1000 }, (_, i) => event(`line ${i} ${'x'.repeat(100)}`));
    let held: Promise<void> | void = undefined;
    while (held === undefined && written < 5_000_000) held = tail.lines(many);
    expect(written).toBeGreaterThan(1_000_000);
    expect(written).toBeLessThan(1_500_000);
    expect(asked.length).toBe(1);
    const state = { settled: false };
    void Promise.resolve(held).then(() => (state.settled = true));
    await sleep(10);
    expect(state.settled).toBe(false);
    tail.view.answered();
    await sleep(0);
    expect(state.settled).toBe(true);
    // Nobody answers any more.
    while (tail.lines(many) === undefined) await sleep(0);
    const began = performance.now();
    await tail.lines(many);
    // Against one that is waited for without end.
    expect(performance.now() - began).toBeLessThan(20_000);
    tail.view.dispose();
  });

  it('keeps what a task says above the bars that move, and holds them while it asks', async () => {
    const terminal = new Terminal(100);
    const write = (text: string) => terminal.write(text);
    const lines = new TerminalLines(write);
    const question = new StopQuestion(write, lines);
    const bar = (of: string, at: number) => event(`${of}: ${at}%|#| ${at}/100 [00:01<00:02, 1it/s]`);
    lines.say('Uploading …');
    const tail = new TailWriter({ now: () => 0, write: (text) => question.write(text) });
    tail.view.resize(100, 24);
    const unsay = lines.through((line) => tail.view.say(line));
    tail.begin({ title: 'Training job j', place: 'this machine' });
    tail.state(running, [one]);
    void tail.lines([bar('a', 1), bar('b', 1)]);
    await sleep(25);
    question.ask('j');
    void tail.lines([bar('a', 2), bar('b', 2)]);
    await sleep(25);
    const asked = 'Stop training job j? [y or Ctrl+C] stop it   [d] leave it running   [any other key] go on';
    const shown = (at: number, ...said: string[]) =>
      ['Uploading …', header, asked, ...said, ...['a', 'b'].map((of) => bar(of, at).message)].join('\n');
    expect(terminal.text).toBe(shown(1));
    expect(question.answer('y')).toBe('stop');
    lines.say('Stopping j …');
    void tail.lines([bar('b', 3), bar('a', 3)]);
    await sleep(25);
    expect(terminal.text).toBe(shown(3, 'Stopping j …'));
    unsay();
    tail.pause();
    lines.say('over');
    expect(terminal.text).toBe(`${shown(3, 'Stopping j …')}\nover`);
  });
});

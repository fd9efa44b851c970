import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LaunchEdit } from '../../../src/messages/launch.ts';
import { Edits } from '../../../webview/launch/edits.ts';

const script = (value: string): LaunchEdit => ({ type: 'script', value });

describe('edits of the launch page', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function setUp() {
    const sent: LaunchEdit[] = [];
    const answers: (() => void)[] = [];
    let drawn = 0;
    const edits = new Edits({
      taken: () => (drawn += 1),
      send: (edit) => {
        sent.push(edit);
        return new Promise<void>((resolve) => answers.push(resolve));
      },
      failed: () => expect.fail(),
    });
    return { edits, sent, answers, drawn: () => drawn };
  }

  it('waits for the end of typing', () => {
    const { edits, sent } = setUp();
    edits.type('script', 't', script('t'));
    vi.advanceTimersByTime(200);
    edits.type('script', 'tr', script('tr'));
    vi.advanceTimersByTime(200);
    expect(sent).toEqual([]);
    vi.advanceTimersByTime(100);
    expect(sent).toEqual([script('tr')]);
  });

  it('sends what was typed before an edit that is whole at once', () => {
    const { edits, sent } = setUp();
    edits.type('script', 'a', script('a'));
    void edits.now({ type: 'baseJobName', value: 'b' });
    expect(sent.map(({ type }) => type)).toEqual(['script', 'baseJobName']);
    vi.advanceTimersByTime(1000);
    expect(sent).toHaveLength(2);
  });

  it('keeps what is typed until the page has it and the focus is elsewhere', async () => {
    const { edits, answers } = setUp();
    edits.focused = 'script';
    edits.type('script', 'a', script('a'));
    edits.pageCame();
    expect(edits.text('script')).toBe('a');
    vi.advanceTimersByTime(300);
    edits.pageCame();
    answers[0]?.();
    await vi.runAllTimersAsync();
    expect(edits.text('script')).toBe('a');
    edits.focused = undefined;
    expect(edits.text('script')).toBeUndefined();
  });

  it('tells when an answer comes after its page and the focus has gone: the page’s own text is to be drawn', async () => {
    const { edits, answers, drawn } = setUp();
    edits.focused = 'script';
    edits.type('script', '1', script('1'));
    edits.focused = undefined;
    edits.pageCame();
    expect(edits.text('script')).toBe('1');
    expect(drawn()).toBe(0);
    answers[0]?.();
    await vi.runAllTimersAsync();
    expect(edits.text('script')).toBeUndefined();
    expect(drawn()).toBe(1);
  });

  it('keeps what was typed when the answer is there before the page', async () => {
    const { edits, answers } = setUp();
    edits.type('script', 'a', script('a'));
    void edits.flush();
    answers[0]?.();
    await vi.runAllTimersAsync();
    expect(edits.text('script')).toBe('a');
    edits.pageCame();
    expect(edits.text('script')).toBeUndefined();
  });

  it('flushes: settles when all has been answered', async () => {
    const { edits, answers } = setUp();
    edits.type('script', 'a', script('a'));
    let isDone = false;
    const done = edits.flush().then(() => (isDone = true));
    await Promise.resolve();
    expect(isDone).toBe(false);
    answers[0]?.();
    await done;
    expect(isDone).toBe(true);
  });
});

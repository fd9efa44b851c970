import { describe, expect, it } from 'vitest';
import type { EngineAddress } from '../../../src/connection/engineAddress.ts';
import { LocalEngine } from '../../../src/connection/localEngine.ts';

const address = (dataDir: string): EngineAddress => ({
  endpoint: `http://127.0.0.1/${dataDir}`,
  region: 'us-east-1',
  accountId: '000000000000',
  accessKeyId: 'k',
  secretAccessKey: 's',
  pid: 1,
  dataDir,
});

/** A control whose starts end when the test says so. */
function heldControl() {
  const starts: PromiseWithResolvers<EngineAddress>[] = [];
  const said: string[] = [];
  return {
    starts,
    said,
    start: () => {
      said.push('start');
      const start = Promise.withResolvers<EngineAddress>();
      starts.push(start);
      return start.promise;
    },
    stop: async () => {
      said.push('stop');
    },
  };
}

describe('the local engine as a window knows it', () => {
  it('starts once for all who ask at the same time', async () => {
    const control = heldControl();
    const engine = new LocalEngine(control);
    const both = Promise.all([engine.address(), engine.address()]);
    control.starts[0]?.resolve(address('a'));
    expect((await both).map(({ dataDir }) => dataDir)).toEqual(['a', 'a']);
    expect((await engine.address()).dataDir).toBe('a');
    expect(control.starts).toHaveLength(1);
  });

  it('starts with the new settings when they change during a start', async () => {
    const control = heldControl();
    const engine = new LocalEngine(control);
    const before = engine.address();
    engine.forget();
    const after = engine.address();
    control.starts[1]?.resolve(address('new'));
    control.starts[0]?.resolve(address('old'));
    expect((await before).dataDir).toBe('old');
    expect((await after).dataDir).toBe('new');
    expect((await engine.address()).dataDir).toBe('new');
  });

  it('forgets an address at which nobody answers, but not the one that came after it', async () => {
    const control = heldControl();
    const engine = new LocalEngine(control);
    control.start = async () => address('b');
    await engine.address();
    engine.forget('http://127.0.0.1/a');
    expect((await engine.address()).dataDir).toBe('b');
    engine.forget('http://127.0.0.1/b');
    control.start = async () => address('c');
    expect((await engine.address()).dataDir).toBe('c');
  });

  it('stops only when no start is under way any more', async () => {
    const control = heldControl();
    const engine = new LocalEngine(control);
    const started = engine.address();
    engine.forget();
    const stopped = engine.stop();
    await Promise.resolve();
    expect(control.said).toEqual(['start']);
    control.starts[0]?.resolve(address('a'));
    await Promise.all([started, stopped]);
    expect(control.said).toEqual(['start', 'stop']);
  });
});

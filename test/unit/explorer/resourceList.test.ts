import { describe, expect, it } from 'vitest';
import { type Resource } from '../../../src/catalog/resource.ts';
import { type LoadedPage } from '../../../src/explorer/pages.ts';
import { pollDelay } from '../../../src/explorer/pollDelay.ts';
import { ResourceList } from '../../../src/explorer/resourceList.ts';
import { comparator, newestFirst } from '../../../src/explorer/sort.ts';

const resource = (number: number, status = 'Completed'): Resource => ({
  kind: 'trainingJob',
  name: `job-${number}`,
  arn: `arn:job-${number}`,
  status,
  step: undefined,
  createdAt: new Date(number * 1000),
  modifiedAt: new Date(number * 1000),
  endedAt: undefined,
});

/** Serves pages of two, newest first, as SageMaker's List does, from a list that the test changes. */
function source(numbers: number[]) {
  const state = {
    numbers,
    status: {} as Record<number, string>,
    failure: undefined as Error | undefined,
    calls: 0,
  };
  const load = async ({ nextToken }: { nextToken?: string | undefined }): Promise<LoadedPage> => {
    state.calls += 1;
    if (state.failure) throw state.failure;
    const sorted = [...state.numbers].sort((a, b) => b - a);
    const rest = nextToken === undefined ? sorted : sorted.filter((number) => number < Number(nextToken));
    const items = rest.slice(0, 2).map((number) => resource(number, state.status[number]));
    const more = rest.length > 2 ? String(rest[1]) : undefined;
    return { items, nextToken: more, looked: items.length, last: items.at(-1) };
  };
  return { state, list: new ResourceList(load, { here: false, compare: comparator(newestFirst) }) };
}

const names = (list: ResourceList) => list.items.map(({ name }) => name);

describe('ResourceList', () => {
  it('loads the first page once, however many ask at the same time', async () => {
    const { state, list } = source([1, 2, 3]);
    await Promise.all([list.load(), list.load()]);
    await list.load();
    expect(state.calls).toBe(1);
    expect(names(list)).toEqual(['job-3', 'job-2']);
    expect(list.hasMore).toBe(true);
  });

  it('keeps later pages over a refresh, and sees what came, changed and went', async () => {
    const { state, list } = source([1, 2, 3, 4]);
    await list.load();
    await list.more();
    expect(names(list)).toEqual(['job-4', 'job-3', 'job-2', 'job-1']);
    state.status[4] = 'Failed';
    expect(await list.refresh()).toMatchObject({ order: false, changed: [{ name: 'job-4' }] });
    state.numbers = [1, 2, 3, 5];
    expect(await list.refresh()).toMatchObject({ order: true });
    expect(names(list)).toEqual(['job-5', 'job-3', 'job-2', 'job-1']);
    expect(await list.refresh()).toEqual({ order: false, changed: [] });
  });

  it('keeps what it has when a refresh fails, and says why until one succeeds', async () => {
    const { state, list } = source([1]);
    await list.load();
    state.failure = new Error('no answer');
    await expect(list.refresh()).rejects.toThrow('no answer');
    expect(list.error).toBe(state.failure);
    expect(names(list)).toEqual(['job-1']);
    state.failure = undefined;
    expect(await list.refresh()).toMatchObject({ order: true });
    expect(list.error).toBeUndefined();
  });

  it('tries again after a first load that failed', async () => {
    const { state, list } = source([1]);
    state.failure = new Error('no answer');
    await list.load();
    expect([list.loaded, list.error]).toEqual([false, state.failure]);
    state.failure = undefined;
    await list.refresh();
    expect([list.loaded, list.error, names(list)]).toEqual([true, undefined, ['job-1']]);
  });
});

describe('pollDelay', () => {
  it('is short after a change, grows while nothing happens, and grows further while it fails', () => {
    expect(pollDelay(5000, 'changed')).toBe(1000);
    expect(pollDelay(1000, 'unchanged')).toBe(1500);
    expect(pollDelay(5000, 'unchanged')).toBe(5000);
    expect(pollDelay(5000, 'failed')).toBe(10_000);
    expect(pollDelay(25_000, 'failed')).toBe(30_000);
  });
});

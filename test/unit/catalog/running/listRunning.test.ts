import { describe, expect, it } from 'vitest';
import { type PageQuery, type ResourceKind, type SageMaker } from '../../../../src/catalog/kind.ts';
import { type Resource } from '../../../../src/catalog/resource.ts';
import { listRunning } from '../../../../src/catalog/running/listRunning.ts';
import { trainingJob } from '../../../../src/catalog/training/trainingJob.ts';

const nobody: SageMaker = { sagemaker: () => Promise.reject(new Error('not asked')) };
const resource = (name: string, status: string): Resource => ({
  kind: 'trainingJob',
  name,
  arn: name,
  status,
});

/** A kind over a list in memory, and what it was asked. */
function kindOver(all: readonly Resource[], filters: readonly string[], running: readonly string[]) {
  const asked: PageQuery[] = [];
  const kind: ResourceKind = {
    ...trainingJob,
    runningStatuses: running,
    query: { ...trainingJob.query, statuses: filters },
    list: async (_, query) => {
      asked.push(query);
      const fitting = all.filter(({ status }) => query.status === undefined || status === query.status);
      const start = Number(query.nextToken ?? 0);
      const end = start + query.pageSize;
      return {
        items: fitting.slice(start, end),
        nextToken: end < fitting.length ? String(end) : undefined,
      };
    },
  };
  return { kind, asked };
}

const many = (count: number, status: string) =>
  Array.from({ length: count }, (_, index) => resource(`${status}-${index}`, status));

describe('listRunning', () => {
  it('asks once a status where List can filter, however much has ended', async () => {
    const all = [...many(1000, 'Completed'), ...many(3, 'InProgress')];
    const { kind, asked } = kindOver(
      all,
      ['InProgress', 'Stopping', 'Completed'],
      ['InProgress', 'Stopping'],
    );
    const { items, more } = await listRunning(nobody, kind);
    expect(items).toHaveLength(3);
    expect(more).toBe(false);
    expect(asked.map(({ status }) => status)).toEqual(['InProgress', 'Stopping']);
  });

  it('asks once in all where there are many statuses and few resources', async () => {
    const statuses = ['Creating', 'InService', 'Updating', 'Failed'];
    const all = [...many(20, 'Failed'), ...many(2, 'InService')];
    const few = kindOver(all, statuses, statuses.slice(0, 3));
    expect((await listRunning(nobody, few.kind)).items).toHaveLength(2);
    expect(few.asked).toHaveLength(1);
    const lots = kindOver([...many(500, 'Failed'), ...all], statuses, statuses.slice(0, 3));
    expect((await listRunning(nobody, lots.kind)).items).toHaveLength(2);
    expect(lots.asked).toHaveLength(4);
  });

  it('looks through a bounded number of pages where List cannot filter, and says when there are more', async () => {
    const { kind, asked } = kindOver([...many(2000, 'Failed'), ...many(1, 'InService')], [], ['InService']);
    expect(await listRunning(nobody, kind)).toEqual({ items: [], more: true });
    expect(asked).toHaveLength(5);
  });

  it('has a resource once that changes its status meanwhile', async () => {
    const { kind } = kindOver(
      [resource('a', 'InProgress'), { ...resource('a', 'Stopping') }],
      ['InProgress', 'Stopping'],
      ['InProgress', 'Stopping'],
    );
    expect((await listRunning(nobody, kind)).items).toHaveLength(1);
  });
});

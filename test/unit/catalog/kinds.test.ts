import * as sdk from '@aws-sdk/client-sagemaker';
import { describe, expect, it } from 'vitest';
import { kinds } from '../../../src/catalog/catalog.ts';
import type { Action, ResourceKind } from '../../../src/catalog/kind.ts';

/** All words that SageMaker has for a status, whatever the kind. */
const statuses = Object.entries(sdk as Readonly<Record<string, unknown>>).flatMap(([name, found]) =>
  name.endsWith('Status') && typeof found === 'object'
    ? Object.values(found ?? {}).filter((word) => typeof word === 'string')
    : [],
);

function offered(kind: ResourceKind): Set<Action> {
  const arn = 'arn:aws:sagemaker:us-east-1:000000000000:x/y';
  return new Set(
    [undefined, ...statuses].flatMap((status) => kind.actions({ kind: kind.id, name: 'y', arn, status })),
  );
}

describe.each(kinds.map((kind) => [kind.id, kind] as const))('%s', (_id, kind) => {
  it('can do what it offers, and says before what it takes', () => {
    const actions = offered(kind);
    expect(actions).toContain('describe');
    expect([actions.has('start'), actions.has('stop'), actions.has('delete'), actions.has('browse')]).toEqual(
      [kind.start !== undefined, kind.stop !== undefined, kind.delete !== undefined, kind.url !== undefined],
    );
    expect([kind.stopNote !== undefined, kind.deleteNote !== undefined]).toEqual([
      kind.stop !== undefined,
      kind.delete !== undefined,
    ]);
  });

  it('speaks in sentences', () => {
    expect(kind.plural).toMatch(/^[A-Z]/);
    for (const note of [kind.closed, kind.stopNote, kind.deleteNote])
      if (note !== undefined) expect(note).toMatch(/^[A-Z].*\.$/);
  });

  it('runs in statuses that SageMaker has', () => {
    for (const status of [...(kind.runningStatuses ?? []), ...kind.query.statuses])
      expect(statuses).toContain(status);
  });
});

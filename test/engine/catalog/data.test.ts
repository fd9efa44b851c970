import { SageMaker } from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kindOf } from '../../../src/catalog/catalog.ts';
import type { SageMaker as From } from '../../../src/catalog/kind.ts';
import type { KindId } from '../../../src/catalog/resource.ts';
import { startEngine, type TestEngine, until } from '../harness.ts';
import { ARN, ROLE } from '../families/hosted.ts';
import { checkKind } from './kindChecks.ts';

const POOL = { UserPool: 'us-east-1_Catalog1', ClientId: 'catalog' };
let engine: TestEngine;
let slow: TestEngine;
let sm: SageMaker;
let from: From;

beforeAll(async () => {
  // One in which statuses settle at once, and one in which nothing settles while it is looked at.
  [engine, slow] = await Promise.all([
    startEngine('--status-delay', '0'),
    startEngine('--status-delay', '1000'),
  ]);
  sm = new SageMaker(engine.clientConfig);
  from = { sagemaker: async () => engine.sagemaker };
  await people(sm);
  for (const name of ['a', 'b', 'c']) await work(sm, name);
});
afterAll(async () => {
  sm.destroy();
  await Promise.all([engine.stop(), slow.stop()]);
});

async function people(client: SageMaker) {
  await client.createWorkforce({ WorkforceName: 'force', CognitoConfig: POOL });
  for (const name of ['team-a', 'team-b', 'team-c'])
    await client.createWorkteam({
      WorkteamName: name,
      Description: `The people of ${name}`,
      MemberDefinitions: [{ CognitoMemberDefinition: { ...POOL, UserGroup: 'labelers' } }],
    });
}

/** A template, a flow definition and a labeling job that use one another. */
async function work(client: SageMaker, name: string) {
  const { HumanTaskUiArn } = await client.createHumanTaskUi({
    HumanTaskUiName: `ui-${name}`,
    UiTemplate: { Content: '<p>{{ task.input }}</p>' },
  });
  const WorkteamArn = `${ARN}:workteam/private-crowd/team-a`;
  const task = { WorkteamArn, TaskTitle: 'Look', TaskDescription: 'Look at it' };
  await client.createFlowDefinition({
    FlowDefinitionName: `flow-${name}`,
    OutputConfig: { S3OutputPath: 's3://b/reviews' },
    RoleArn: ROLE,
    HumanLoopConfig: { ...task, HumanTaskUiArn, TaskCount: 2 },
  });
  await client.createLabelingJob({
    LabelingJobName: `labels-${name}`,
    LabelAttributeName: 'label',
    InputConfig: { DataSource: { S3DataSource: { ManifestS3Uri: 's3://b/input.manifest' } } },
    OutputConfig: { S3OutputPath: 's3://b/labels' },
    RoleArn: ROLE,
    HumanTaskConfig: {
      ...task,
      UiConfig: { HumanTaskUiArn },
      PreHumanTaskLambdaArn: 'arn:aws:lambda:us-east-1:000000000000:function:pre',
      AnnotationConsolidationConfig: {
        AnnotationConsolidationLambdaArn: 'arn:aws:lambda:us-east-1:000000000000:function:after',
      },
      NumberOfHumanWorkersPerDataObject: 1,
      TaskTimeLimitInSeconds: 600,
    },
  });
}

const named = (prefix: string) => ['a', 'b', 'c'].map((name) => `${prefix}-${name}`);
async function one(kind: KindId, name: string) {
  const { items } = await kindOf(kind).list(from, { pageSize: 100 });
  const found = items.find((item) => item.name === name);
  if (!found) throw new Error(`There is no ${kind} "${name}".`);
  return found;
}
const linked = async (kind: KindId, name: string) =>
  (await kindOf(kind).describe(from, await one(kind, name))).children.flatMap(({ reference, value }) =>
    reference ? [`${reference.kind} ${reference.name}`] : value ? [value] : [],
  );

describe('the kinds of the group Data', () => {
  it.each([
    { kind: 'labelingJob', names: named('labels') },
    { kind: 'flowDefinition', names: named('flow') },
    { kind: 'humanTaskUi', names: named('ui') },
    { kind: 'workteam', names: named('team') },
    { kind: 'workforce', names: ['force'] },
  ] as const)('$kind is listed and described as it claims', async (listed) => {
    await checkKind(from, listed);
  });

  it('links a labeling job to its files, template, team and role', async () => {
    expect(await linked('labelingJob', 'labels-a')).toEqual(
      expect.arrayContaining([
        's3://b/input.manifest',
        's3://b/labels',
        'humanTaskUi ui-a',
        'workteam team-a',
        ROLE,
      ]),
    );
  });

  it('links a flow definition to its template and team', async () => {
    expect(await linked('flowDefinition', 'flow-b')).toEqual([
      'workteam team-a',
      'humanTaskUi ui-b',
      's3://b/reviews',
      ROLE,
    ]);
  });

  it('shows a team’s groups, workforce and labeling jobs', async () => {
    const details = await kindOf('workteam').describe(from, await one('workteam', 'team-a'));
    expect(details.children.map(({ label }) => label)).toEqual(['Workforce', 'Portal', 'labelers']);
    const jobs = (await details.more?.(from)) ?? [];
    expect(jobs.map(({ reference }) => reference?.name).sort()).toEqual(named('labels'));
  });

  it('deletes what can be deleted', async () => {
    for (const [kind, name] of [
      ['flowDefinition', 'flow-c'],
      ['humanTaskUi', 'ui-c'],
      ['workteam', 'team-c'],
    ] as const) {
      const gone = await one(kind, name);
      expect(kindOf(kind).actions(gone)).toContain('delete');
      await kindOf(kind).delete?.(from, gone);
      await until(
        () => kindOf(kind).list(from, { pageSize: 100 }),
        ({ items }) => !items.some((item) => item.name === name),
      );
      await expect(kindOf(kind).describe(from, gone)).rejects.toThrow();
    }
    const force = await one('workforce', 'force');
    await expect(kindOf('workforce').delete?.(from, force)).rejects.toThrow('belongs to it');
  });

  it('stops a labeling job while it runs, and only then', async () => {
    const client = new SageMaker(slow.clientConfig);
    const there: From = { sagemaker: async () => slow.sagemaker };
    await people(client);
    await work(client, 'long');
    const labelingJob = kindOf('labelingJob');
    const [job] = (await labelingJob.list(there, { pageSize: 1 })).items;
    if (!job) throw new Error('There is no labeling job.');
    expect(labelingJob.actions(job)).toContain('stop');
    await labelingJob.stop?.(there, job);
    const [stopping] = (await labelingJob.list(there, { pageSize: 1 })).items;
    expect(stopping?.status).toBe('Stopping');
    expect(stopping && labelingJob.actions(stopping)).toEqual(['describe', 'tail', 'tag']);
    client.destroy();
  });
});

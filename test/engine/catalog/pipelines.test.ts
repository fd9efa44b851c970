import { SageMaker } from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kindOf } from '../../../src/catalog/catalog.ts';
import type { SageMaker as From } from '../../../src/catalog/kind.ts';
import { parametersOf, startExecution } from '../../../src/catalog/pipelines/runPipeline.ts';
import type { ResourceReference } from '../../../src/catalog/resource.ts';
import { IMAGE, ROLE } from '../families/hosted.ts';
import { startEngine, type TestEngine, until } from '../harness.ts';
import { act, describeOf, find, leadsTo, remove } from './kindActs.ts';
import { checkKind } from './kindChecks.ts';

let engine: TestEngine;
let sm: SageMaker;
let from: From;
const letters = ['a', 'b', 'c'] as const;
const named = (prefix: string) => letters.map((letter) => `${prefix}-${letter}`);

const definition = {
  Version: '2020-12-01',
  Parameters: [
    { Name: 'Type', Type: 'String', DefaultValue: 'ml.m5.large', EnumValues: ['ml.m5.large', 'ml.c5.large'] },
    { Name: 'Count', Type: 'Integer', DefaultValue: 1 },
    { Name: 'Word', Type: 'String' },
  ],
  Steps: [
    {
      Name: 'Make',
      Type: 'Model',
      Arguments: { ExecutionRoleArn: ROLE, PrimaryContainer: { Image: IMAGE } },
    },
    {
      Name: 'Gate',
      Type: 'Condition',
      DependsOn: ['Make'],
      Arguments: {
        Conditions: [{ Type: 'Equals', LeftValue: { Get: 'Parameters.Word' }, RightValue: 'good' }],
        IfSteps: [],
        ElseSteps: [{ Name: 'End', Type: 'Fail', Arguments: { ErrorMessage: 'The word is bad.' } }],
      },
    },
  ],
};
const waiting = {
  Version: '2020-12-01',
  Steps: [
    {
      Name: 'Wait',
      Type: 'Callback',
      SqsQueueUrl: 'https://sqs.us-east-1.amazonaws.com/000000000000/queue',
      Arguments: {},
      OutputParameters: [],
    },
  ],
};

beforeAll(async () => {
  engine = await startEngine('--status-delay', '0');
  sm = new SageMaker(engine.clientConfig);
  from = { sagemaker: async () => engine.sagemaker };
  for (const letter of letters) {
    await sm.createPipeline({
      PipelineName: `pipeline-${letter}`,
      PipelineDescription: 'Makes a model',
      PipelineDefinition: JSON.stringify(letter === 'b' ? waiting : definition),
      RoleArn: ROLE,
    });
    await sm.createProject({
      ProjectName: `project-${letter}`,
      ProjectDescription: 'A template',
      ServiceCatalogProvisioningDetails: { ProductId: 'prod-1', ProvisioningArtifactId: 'pa-1' },
    });
  }
});
afterAll(async () => {
  sm.destroy();
  await engine.stop();
});

const run = async (pipeline: string, parameters: Record<string, string>, name?: string) =>
  startExecution(from, await find(from, 'pipeline', pipeline), parameters, name);
const reached = (execution: ResourceReference, status: string) =>
  until(
    () => kindOf('pipelineExecution').describe(from, execution),
    ({ resource }) => resource.status === status,
  );

describe('the kinds of the group Pipelines', () => {
  it.each([
    { kind: 'pipeline', names: named('pipeline') },
    { kind: 'project', names: named('project') },
  ] as const)('$kind is listed and described as it claims', async (listed) => {
    await checkKind(from, listed);
  });

  it('tells what an execution can be given', async () => {
    expect(await parametersOf(from, await find(from, 'pipeline', 'pipeline-a'))).toEqual([
      {
        name: 'Type',
        type: 'String',
        defaultValue: 'ml.m5.large',
        choices: ['ml.m5.large', 'ml.c5.large'],
      },
      { name: 'Count', type: 'Integer', defaultValue: '1', choices: [] },
      { name: 'Word', type: 'String', defaultValue: undefined, choices: [] },
    ]);
  });

  it('starts executions with parameters, and refuses what does not fit', async () => {
    const good = await run('pipeline-a', { Word: 'good', Count: '3' }, 'with-words');
    expect(good.name).toBe('with-words');
    const { children, more } = await reached(good, 'Succeeded');
    expect(children.map(({ reference }) => reference?.name)).toEqual(['pipeline-a']);
    const shown = await more?.(from);
    expect(shown?.slice(0, 3).map(({ label, value }) => [label, value])).toEqual([
      ['Count', '3'],
      ['Type', 'ml.m5.large'],
      ['Word', 'good'],
    ]);
    expect(shown?.slice(3)).toMatchObject([
      { label: 'Make', icon: 'pass-filled', reference: { kind: 'model' } },
      { label: 'Gate', description: expect.stringContaining('true') as string },
    ]);
    await expect(run('pipeline-a', { Word: 'good', Count: 'three' })).rejects.toThrow('Count');
    await expect(run('pipeline-a', {})).rejects.toThrow('Word');
  });

  it('shows why an execution failed, and starts it again', async () => {
    const bad = await run('pipeline-a', { Word: 'bad' }, 'bad');
    const details = await reached(bad, 'Failed');
    expect(kindOf('pipelineExecution').actions(details.resource)).toEqual(['describe', 'tail', 'start']);
    expect(await leadsTo(from, details)).toEqual(
      expect.arrayContaining(['pipeline pipeline-a', 'The word is bad.']),
    );
    await kindOf('pipelineExecution').start?.(from, bad);
    await reached(bad, 'Failed');
    const steps = await details.more?.(from);
    expect(steps?.some(({ description = '' }) => description.includes('The word is bad'))).toBe(true);
  });

  it('stops an execution', async () => {
    const long = await run('pipeline-b', {}, 'long');
    const { resource } = await reached(long, 'Executing');
    await act(from, 'stop', resource, 'Stopping');
  });

  it('lists executions of a pipeline, and of all', async () => {
    const a = await find(from, 'pipeline', 'pipeline-a');
    await checkKind(from, { kind: 'pipelineExecution', names: ['with-words', 'bad'], within: a });
    await checkKind(from, { kind: 'pipelineExecution', names: ['with-words', 'bad', 'long'] });
    const failed = await kindOf('pipelineExecution').list(from, { pageSize: 10, status: 'Failed' });
    expect(failed.items.map(({ name, note }) => [name, note])).toEqual([['bad', 'pipeline-a']]);
  });

  it('shows what a pipeline consists of', async () => {
    const { children, more, facts } = await describeOf(from, 'pipeline', 'pipeline-a');
    expect(children.map(({ label, description }) => [label, description])).toEqual([
      ['Type', 'ml.m5.large · String'],
      ['Count', '1 · Integer'],
      ['Word', 'to be given · String'],
      ['Make', 'Model'],
      ['Gate', 'Condition'],
      ['End', 'Fail'],
      ['Role', 'SageMaker'],
    ]);
    expect(facts.find(([label]) => label === 'Last run')?.[1]).not.toBe('never');
    expect((await more?.(from))?.map(({ label }) => label)).toEqual(['Version 1']);
  });

  it('deletes what can be deleted', async () => {
    const pipeline = await find(from, 'pipeline', 'pipeline-c');
    await remove(from, pipeline);
    await expect(kindOf('pipeline').describe(from, pipeline)).rejects.toThrow();
    await remove(from, await find(from, 'project', 'project-c'));
  });
});

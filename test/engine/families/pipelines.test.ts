import { PutObjectCommand, CreateBucketCommand } from '@aws-sdk/client-s3';
import { SageMaker, type PipelineExecutionStep } from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine, until } from '../harness.ts';
import { complete } from './complete.ts';
import { ARN, IMAGE, ROLE } from './hosted.ts';

let engine: TestEngine;
let sm: SageMaker;

beforeAll(async () => {
  engine = await startEngine('--status-delay', '0');
  sm = new SageMaker(engine.clientConfig);
  complete(sm);
});
afterAll(async () => {
  sm.destroy();
  await engine.stop();
});

let tokens = 0;
/** A token for a request of its own; AWS wants 32 characters. */
function token(): string {
  tokens += 1;
  return `token-${String(tokens).padStart(32, '0')}`;
}

function definition(steps: object[], parameters: object[] = []): string {
  return JSON.stringify({ Version: '2020-12-01', Parameters: parameters, Steps: steps });
}

async function create(PipelineName: string, PipelineDefinition: string): Promise<string> {
  const request = { PipelineName, PipelineDefinition, RoleArn: ROLE, ClientRequestToken: token() };
  return (await sm.createPipeline(request)).PipelineArn ?? '';
}

async function run(PipelineName: string, more: object = {}): Promise<string> {
  const request = { PipelineName, ClientRequestToken: token(), ...more };
  return (await sm.startPipelineExecution(request)).PipelineExecutionArn ?? '';
}

const ended = (PipelineExecutionArn: string) =>
  until(
    () => sm.describePipelineExecution({ PipelineExecutionArn }),
    ({ PipelineExecutionStatus: status }) => status !== 'Executing' && status !== 'Stopping',
  );

async function steps(PipelineExecutionArn: string): Promise<PipelineExecutionStep[]> {
  const page = await sm.listPipelineExecutionSteps({ PipelineExecutionArn, SortOrder: 'Ascending' });
  return page.PipelineExecutionSteps ?? [];
}

const statuses = async (arn: string): Promise<Record<string, string | undefined>> =>
  Object.fromEntries((await steps(arn)).map(({ StepName, StepStatus }) => [StepName ?? '', StepStatus]));

const fail = (Name: string, ErrorMessage: unknown = 'no', more: object = {}) => ({
  ...{ Name, Type: 'Fail', Arguments: { ErrorMessage } },
  ...more,
});
const callback = (Name: string, more: object = {}) => ({
  ...{ Name, Type: 'Callback', Arguments: {}, SqsQueueUrl: 'https://sqs.us-east-1.amazonaws.com/0/q' },
  ...more,
});

describe('pipelines', () => {
  it('are refused with definitions that cannot be executed', async () => {
    const step = fail('A');
    const cases: [string, string][] = [
      ['no JSON', 'not a JSON object'],
      [JSON.stringify({ Version: '1', Steps: [step] }), 'Version must be'],
      [definition([]), 'at least one step'],
      [`{"Steps":${'['.repeat(400_000)}${']'.repeat(400_000)}}`, 'nested too deeply'],
      [definition(Array.from({ length: 201 }, (_, n) => fail(`A${n}`))), 'at most 200 steps'],
      [definition([step, step]), '"A" is there twice'],
      [definition([{ ...step, Type: 'Dance' }]), 'unknown type "Dance"'],
      [definition([{ ...step, DependsOn: ['B'] }]), 'depends on "B"'],
      [definition([fail('A', { Get: 'Parameters.P' })]), 'refers to "Parameters.P"'],
      [definition([fail('A', { Get: 'Steps.B.X' })]), 'depends on "B"'],
      [
        definition([fail('A', 'x', { DependsOn: ['B'] }), fail('B', 'x', { DependsOn: ['A'] })]),
        'in a circle',
      ],
      [definition([step], [{ Name: 'P', Type: 'Date' }]), 'unknown type "Date"'],
      [definition([step], [{ Name: 'P', Type: 'Integer', DefaultValue: 'x' }]), 'is of type Integer'],
    ];
    for (const [text, words] of cases) await expect(create('bad', text)).rejects.toThrow(words);
    expect((await sm.listPipelines({ PipelineNamePrefix: 'bad' })).PipelineSummaries).toEqual([]);
  });

  it('have versions, of which the latest is the pipeline', async () => {
    const arn = await create('grown', definition([fail('One')]));
    expect(arn).toBe(`${ARN}:pipeline/grown`);
    // The words that the SageMaker SDK's upsert looks for.
    await expect(create('grown', definition([fail('One')]))).rejects.toThrow(
      /^Pipeline names must be unique within/,
    );
    const updated = await sm.updatePipeline({
      ...{
        PipelineName: 'grown',
        PipelineDefinition: definition([fail('Two')]),
        PipelineDescription: 'second',
      },
    });
    expect(updated).toMatchObject({ PipelineArn: arn, PipelineVersionId: 2 });
    const two = await sm.describePipeline({ PipelineName: arn });
    expect(two).toMatchObject({ PipelineStatus: 'Active', PipelineDescription: 'second', RoleArn: ROLE });
    expect(two.PipelineDefinition).toContain('Two');
    const one = await sm.describePipeline({ PipelineName: 'grown', PipelineVersionId: 1 });
    expect(one.PipelineDefinition).toContain('One');
    const label = { PipelineVersionDisplayName: 'first', PipelineVersionDescription: 'the old one' };
    await sm.updatePipelineVersion({ PipelineArn: arn, PipelineVersionId: 1, ...label });
    const versions = await sm.listPipelineVersions({ PipelineName: 'grown', SortOrder: 'Ascending' });
    expect(versions.PipelineVersionSummaries).toMatchObject([
      { PipelineVersionId: 1, ...label, PipelineArn: arn },
      { PipelineVersionId: 2 },
    ]);
    await expect(sm.describePipeline({ PipelineName: 'grown', PipelineVersionId: 3 })).rejects.toMatchObject({
      name: 'ResourceNotFound',
    });
  });

  it('are read from S3', async () => {
    await engine.s3.send(new CreateBucketCommand({ Bucket: 'definitions' }));
    const Body = definition([fail('FromS3')]);
    await engine.s3.send(new PutObjectCommand({ Bucket: 'definitions', Key: 'p.json', Body }));
    const request = { PipelineName: 'stored', RoleArn: ROLE, ClientRequestToken: token() };
    const place = (ObjectKey: string) => ({
      PipelineDefinitionS3Location: { Bucket: 'definitions', ObjectKey },
    });
    await expect(sm.createPipeline({ ...request, ...place('none') })).rejects.toThrow('cannot be read');
    await sm.createPipeline({ ...request, ...place('p.json') });
    expect((await sm.describePipeline({ PipelineName: 'stored' })).PipelineDefinition).toBe(Body);
  });
});

describe('executions', () => {
  const gate = {
    Name: 'Gate',
    Type: 'Condition',
    Arguments: {
      Conditions: [
        { Type: 'GreaterThan', LeftValue: { Get: 'Parameters.Score' }, RightValue: 0.5 },
        { Type: 'In', QueryValue: { Get: 'Parameters.Mode' }, Values: ['fast', 'slow'] },
      ],
      IfSteps: [
        {
          Name: 'Keep',
          Type: 'Model',
          Arguments: { ExecutionRoleArn: ROLE, PrimaryContainer: { Image: { Get: 'Parameters.Image' } } },
        },
      ],
      ElseSteps: [
        fail('Stop', { 'Std:Join': { On: ' ', Values: ['score', { Get: 'Parameters.Score' }, 'is low'] } }),
      ],
    },
  };
  const parameters = [
    { Name: 'Score', Type: 'Float' },
    { Name: 'Mode', Type: 'String', DefaultValue: 'fast', EnumValues: ['fast', 'slow', 'none'] },
    { Name: 'Image', Type: 'String', DefaultValue: IMAGE },
  ];
  const given = (Score: string, Mode?: string) => ({
    PipelineParameters: [{ Name: 'Score', Value: Score }, ...(Mode ? [{ Name: 'Mode', Value: Mode }] : [])],
  });

  it('take the branch that the condition says and make what its steps ask for', async () => {
    await create('branching', definition([gate], parameters));
    await expect(run('branching')).rejects.toThrow('"Score" has no default');
    await expect(run('branching', given('high'))).rejects.toThrow('is of type Float');
    await expect(run('branching', given('0.9', 'odd'))).rejects.toThrow('must be one of');
    const unknown = { PipelineParameters: [{ Name: 'Other', Value: '1' }] };
    await expect(run('branching', unknown)).rejects.toThrow('no parameter "Other"');

    const good = await run('branching', given('0.9'));
    expect(good).toMatch(/:pipeline\/branching\/execution\/[a-z0-9]{12}$/);
    expect(await ended(good)).toMatchObject({ PipelineExecutionStatus: 'Succeeded', PipelineVersionId: 1 });
    expect(await statuses(good)).toEqual({ Gate: 'Succeeded', Keep: 'Succeeded' });
    const [condition, keep] = await steps(good);
    expect(condition?.Metadata?.Condition?.Outcome).toBe('True');
    const ModelName = keep?.Metadata?.Model?.Arn?.split('/')[1];
    expect((await sm.describeModel({ ModelName })).PrimaryContainer?.Image).toBe(IMAGE);

    const bad = await run('branching', given('0.1'));
    expect(await ended(bad)).toMatchObject({
      PipelineExecutionStatus: 'Failed',
      FailureReason: 'Step failure: One or multiple steps failed.',
    });
    const [, stop] = await steps(bad);
    expect(stop).toMatchObject({ StepName: 'Stop', StepStatus: 'Failed', FailureReason: 'score 0.1 is low' });
    const { PipelineParameters } = await sm.listPipelineParametersForExecution({ PipelineExecutionArn: bad });
    expect(PipelineParameters).toContainEqual({ Name: 'Score', Value: '0.1' });
    expect(PipelineParameters).toContainEqual({ Name: 'Mode', Value: 'fast' });

    const { PipelineExecutionSummaries } = await sm.listPipelineExecutions({ PipelineName: 'branching' });
    expect(PipelineExecutionSummaries?.map((one) => one.PipelineExecutionArn)).toEqual([bad, good]);
    expect((await sm.describePipeline({ PipelineName: 'branching' })).LastRunTime).toBeInstanceOf(Date);
  });

  it('fail in words with steps that are not run here, and begin with the version asked for', async () => {
    await create('lambda', definition([{ Name: 'L', Type: 'Lambda', Arguments: {} }]));
    const arn = await run('lambda');
    expect(await ended(arn)).toMatchObject({ PipelineExecutionStatus: 'Failed' });
    expect((await steps(arn))[0]?.FailureReason).toContain('does not run Lambda steps yet');
    const job = { ProcessingResources: { ClusterConfig: { InstanceCount: 1 } } };
    const processing = { Name: 'Prep', Type: 'Processing', Arguments: job };
    await sm.updatePipeline({ PipelineName: 'lambda', PipelineDefinition: definition([processing]) });
    const refused = await run('lambda');
    expect(await ended(refused)).toMatchObject({ PipelineExecutionStatus: 'Failed', PipelineVersionId: 2 });
    expect((await steps(refused))[0]?.FailureReason).toContain("Value null at 'appSpecification'");
    const old = await run('lambda', { PipelineVersionId: 1 });
    await ended(old);
    expect(await statuses(old)).toEqual({ L: 'Failed' });
    const told = await sm.describePipelineDefinitionForExecution({ PipelineExecutionArn: old });
    expect(told.PipelineDefinition).toContain('Lambda');
  });

  it('wait for jobs, and fail with them', async () => {
    const cluster = { InstanceCount: 1, InstanceType: 'ml.m5.large', VolumeSizeInGB: 5 };
    const args = {
      RoleArn: ROLE,
      AppSpecification: { ImageUri: IMAGE },
      ProcessingResources: { ClusterConfig: cluster },
    };
    await create('jobs', definition([{ Name: 'Prep', Type: 'Processing', Arguments: args }]));
    const arn = await run('jobs');
    await ended(arn);
    const [prep] = await steps(arn);
    expect(prep?.FailureReason).toContain('does not run processing jobs yet');
    const ProcessingJobName = prep?.Metadata?.ProcessingJob?.Arn?.split('/')[1];
    expect(ProcessingJobName).toMatch(/^pipelines-[a-z0-9]{12}-Prep-[a-z0-9]{10}$/);
    const made = await sm.describeProcessingJob({ ProcessingJobName });
    expect(made.ProcessingJobStatus).toBe('Failed');
  });

  it('wait for callbacks, whose outputs others use, over a restart of the engine', async () => {
    const use = fail('Use', { Get: "Steps.Ask.OutputParameters['answer']" });
    await create('asking', definition([callback('Ask'), use]));
    const arn = await run('asking');
    const [ask] = await until(
      () => steps(arn),
      ([step]) => step?.StepStatus === 'Executing',
    );
    const CallbackToken = ask?.Metadata?.Callback?.CallbackToken ?? '';
    expect(CallbackToken).toMatch(/^[A-Za-z0-9]{10}$/);
    await engine.restart();
    sm.destroy();
    sm = new SageMaker(engine.clientConfig);
    complete(sm);
    const OutputParameters = [{ Name: 'answer', Value: 'forty-two' }];
    await expect(
      sm.sendPipelineExecutionStepSuccess({ CallbackToken: 'abcdefghij', OutputParameters }),
    ).rejects.toMatchObject({ name: 'ResourceNotFound' });
    const answered = await sm.sendPipelineExecutionStepSuccess({ CallbackToken, OutputParameters });
    expect(answered.PipelineExecutionArn).toBe(arn);
    await ended(arn);
    const [first, second] = await steps(arn);
    expect(first).toMatchObject({ StepStatus: 'Succeeded', Metadata: { Callback: { OutputParameters } } });
    expect(second?.FailureReason).toBe('forty-two');
    await expect(sm.sendPipelineExecutionStepFailure({ CallbackToken })).rejects.toMatchObject({
      name: 'ConflictException',
    });
  });

  it('are stopped, retried, described anew and deleted with their pipeline', async () => {
    const two = callback('B', { DependsOn: ['A'] });
    await create('long', definition([callback('A'), two, callback('C')]));
    const PipelineName = 'long';
    const same = token();
    const arn = await run(PipelineName, {
      ClientRequestToken: same,
      ParallelismConfiguration: { MaxParallelExecutionSteps: 1 },
    });
    expect(await run(PipelineName, { ClientRequestToken: same })).toBe(arn);
    const PipelineExecutionArn = arn;
    await until(
      () => statuses(arn),
      (all) => all['A'] === 'Executing',
    );
    expect(await statuses(arn)).toEqual({ A: 'Executing' });
    const title = { PipelineExecutionDisplayName: 'nightly', PipelineExecutionDescription: 'again' };
    await sm.updatePipelineExecution({ PipelineExecutionArn, ...title });
    expect(await sm.describePipelineExecution({ PipelineExecutionArn })).toMatchObject(title);
    await expect(sm.deletePipeline({ PipelineName, ClientRequestToken: token() })).rejects.toMatchObject({
      name: 'ConflictException',
    });
    await expect(
      sm.retryPipelineExecution({ PipelineExecutionArn, ClientRequestToken: token() }),
    ).rejects.toMatchObject({ name: 'ConflictException' });
    await sm.stopPipelineExecution({ PipelineExecutionArn, ClientRequestToken: token() });
    // A callback step is waited for, as on AWS.
    const [waiting] = await until(
      () => steps(arn),
      ([step]) => step?.StepStatus === 'Stopping',
    );
    const answer = async (step: PipelineExecutionStep | undefined) =>
      sm.sendPipelineExecutionStepSuccess({ CallbackToken: step?.Metadata?.Callback?.CallbackToken });
    await answer(waiting);
    expect((await ended(arn)).PipelineExecutionStatus).toBe('Stopped');
    expect(await statuses(arn)).toEqual({ A: 'Stopped' });

    await sm.retryPipelineExecution({ PipelineExecutionArn, ClientRequestToken: token() });
    const [again] = await until(
      () => steps(arn),
      ([step]) => step?.StepStatus === 'Executing',
    );
    expect(again?.AttemptCount).toBe(2);
    const CallbackToken = again?.Metadata?.Callback?.CallbackToken;
    await sm.sendPipelineExecutionStepFailure({ CallbackToken, FailureReason: 'gave up' });
    expect((await ended(arn)).PipelineExecutionStatus).toBe('Failed');
    expect((await steps(arn))[0]).toMatchObject({ StepStatus: 'Failed', FailureReason: 'gave up' });
    await sm.deletePipeline({ PipelineName, ClientRequestToken: token() });
    await expect(sm.describePipeline({ PipelineName })).rejects.toMatchObject({ name: 'ResourceNotFound' });
    await expect(sm.describePipelineExecution({ PipelineExecutionArn })).rejects.toMatchObject({
      name: 'ResourceNotFound',
    });
  });

  it('run selected steps on what another execution made', async () => {
    const after = fail('After', { Get: "Steps.Ask.OutputParameters['x']" });
    await create('selective', definition([callback('Ask'), after]));
    const source = await run('selective');
    const [ask] = await until(
      () => steps(source),
      ([step]) => step?.StepStatus === 'Executing',
    );
    const CallbackToken = ask?.Metadata?.Callback?.CallbackToken;
    const OutputParameters = [{ Name: 'x', Value: 'from before' }];
    await sm.sendPipelineExecutionStepSuccess({ CallbackToken, OutputParameters });
    await ended(source);
    const select = (StepName: string) => ({
      SelectiveExecutionConfig: { SourcePipelineExecutionArn: source, SelectedSteps: [{ StepName }] },
    });
    await expect(run('selective', select('None'))).rejects.toThrow('no step "None"');
    const arn = await run('selective', select('After'));
    expect((await ended(arn)).SelectiveExecutionConfig?.SourcePipelineExecutionArn).toBe(source);
    const [taken, own] = await steps(arn);
    expect(taken?.SelectiveExecutionResult?.SourcePipelineExecutionArn).toBe(source);
    expect(own?.FailureReason).toBe('from before');
  });
});

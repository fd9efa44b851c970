import { type Members } from '../inputs.ts';
import { type ProofGroup } from '../proof.ts';
import { listed, type Scene, textIn } from '../scene.ts';

/** A pipeline with a parameter and a step that waits for somebody to call back. */
const definition = (scene: Scene, step = scene.random.slug()): string =>
  JSON.stringify({
    Version: '2020-12-01',
    Metadata: { note: scene.random.slug() },
    Parameters: [{ Name: 'Word', Type: 'String', DefaultValue: 'default' }],
    Steps: [
      {
        Name: step,
        Type: 'Callback',
        SqsQueueUrl: `https://sqs.${scene.region}.amazonaws.com/${scene.accountId}/coverage`,
        Arguments: { word: { Get: 'Parameters.Word' } },
        OutputParameters: [{ OutputName: 'answer', OutputType: 'String' }],
      },
    ],
  });

async function newPipeline(scene: Scene, step?: string): Promise<string> {
  const PipelineName = scene.name('pipeline');
  await scene.send('CreatePipeline', {
    PipelineName,
    PipelineDefinition: definition(scene, step),
    RoleArn: scene.role(),
    ClientRequestToken: scene.random.slug().repeat(4),
  });
  return PipelineName;
}

async function start(scene: Scene, PipelineName: string, Value: string): Promise<string> {
  const given = {
    PipelineName,
    PipelineParameters: [{ Name: 'Word', Value }],
    ClientRequestToken: scene.random.slug().repeat(4),
  };
  return textIn(await scene.send('StartPipelineExecution', given), 'PipelineExecutionArn');
}

const describe = (scene: Scene, PipelineExecutionArn: string) => (): Promise<Members> =>
  scene.send('DescribePipelineExecution', { PipelineExecutionArn });

/** @returns the token that the waiting step of an execution is to be answered with */
async function tokenOf(scene: Scene, PipelineExecutionArn: string): Promise<string> {
  let token = '';
  const ask = async (): Promise<Members> => {
    const [step] = listed(
      await scene.send('ListPipelineExecutionSteps', { PipelineExecutionArn }),
      'PipelineExecutionSteps',
    );
    const { Callback } = (step?.['Metadata'] ?? {}) as { Callback?: Members };
    token = textIn(Callback, 'CallbackToken');
    return { token };
  };
  await scene.until('waiting for an answer', ask, (it) => it['token'] !== '');
  return token;
}

export const pipelines: ProofGroup = {
  name: 'Pipelines',
  kinds: [
    {
      kind: 'Pipeline',
      given: (scene) => ({
        PipelineName: scene.name('pipeline'),
        PipelineDisplayName: scene.name('display'),
        PipelineDescription: scene.random.slug(),
        PipelineDefinition: definition(scene),
        RoleArn: scene.role(),
        ClientRequestToken: scene.random.slug().repeat(4),
      }),
      filters: ({ PipelineName }, scene) => ({
        PipelineNamePrefix: [String(PipelineName).slice(0, -1), scene.random.slug()],
      }),
      update: (_, scene) => ({
        PipelineDescription: scene.random.slug(),
        PipelineDefinition: definition(scene),
        RoleArn: scene.role(),
      }),
      also: {
        proves: ['ListPipelineVersions', 'UpdatePipelineVersion'],
        async run({ PipelineName, PipelineArn }, scene) {
          const PipelineDefinition = definition(scene);
          await scene.send('UpdatePipeline', { PipelineName, PipelineDefinition });
          const versions = async (): Promise<Members[]> =>
            listed(await scene.send('ListPipelineVersions', { PipelineName }), 'PipelineVersionSummaries');
          await scene.step('ListPipelineVersions', async () => {
            const ids = (await versions()).map((it) => it['PipelineVersionId']);
            scene.same([1, 2], ids.toSorted());
            scene.same(
              { PipelineDefinition },
              await scene.send('DescribePipeline', { PipelineName, PipelineVersionId: 2 }),
            );
            scene.same(
              [],
              (await scene.send('ListPipelineVersions', { PipelineName, CreatedBefore: new Date(0) }))[
                'PipelineVersionSummaries'
              ],
            );
          });
          await scene.step('UpdatePipelineVersion', async () => {
            const PipelineVersionDisplayName = scene.name('version');
            await scene.send('UpdatePipelineVersion', {
              PipelineArn,
              PipelineVersionId: 2,
              PipelineVersionDisplayName,
            });
            const named = (await versions()).filter(
              (it) => it['PipelineVersionDisplayName'] === PipelineVersionDisplayName,
            );
            scene.same([{ PipelineVersionId: 2 }], named);
          });
        },
      },
    },
  ],
  special: [
    {
      proves: [
        'StartPipelineExecution',
        'DescribePipelineExecution',
        'ListPipelineExecutions',
        'ListPipelineParametersForExecution',
        'DescribePipelineDefinitionForExecution',
        'UpdatePipelineExecution',
        'StopPipelineExecution',
      ],
      async run(scene) {
        const PipelineName = await newPipeline(scene);
        const word = scene.random.slug();
        const execution = await scene.step('StartPipelineExecution', async () => {
          const started = { PipelineExecutionArn: await start(scene, PipelineName, word) };
          await scene.step('ListPipelineParametersForExecution', async () => {
            scene.same(
              [{ Name: 'Word', Value: word }],
              (await scene.send('ListPipelineParametersForExecution', started))['PipelineParameters'],
            );
          });
          return started;
        });
        const { PipelineExecutionArn } = execution;
        await scene.step('DescribePipelineExecution', async () => {
          scene.same(execution, await scene.send('DescribePipelineExecution', execution));
          await scene.refusal('DescribePipelineExecution', {
            PipelineExecutionArn: `${PipelineExecutionArn.slice(0, -2)}zz`,
          });
        });
        await scene.step('ListPipelineExecutions', async () => {
          scene.same(
            [execution],
            (await scene.send('ListPipelineExecutions', { PipelineName }))['PipelineExecutionSummaries'],
          );
          scene.same(
            [],
            (await scene.send('ListPipelineExecutions', { PipelineName: await newPipeline(scene) }))[
              'PipelineExecutionSummaries'
            ],
          );
          scene.same(
            [],
            (await scene.send('ListPipelineExecutions', { PipelineName, CreatedBefore: new Date(0) }))[
              'PipelineExecutionSummaries'
            ],
          );
        });
        await scene.step('DescribePipelineDefinitionForExecution', async () => {
          const { PipelineDefinition } = await scene.send('DescribePipeline', { PipelineName });
          scene.same(
            { PipelineDefinition },
            await scene.send('DescribePipelineDefinitionForExecution', execution),
          );
        });
        await scene.step('UpdatePipelineExecution', async () => {
          const change = {
            PipelineExecutionDescription: scene.random.slug(),
            PipelineExecutionDisplayName: scene.name('display'),
          };
          await scene.send('UpdatePipelineExecution', { ...execution, ...change });
          scene.same(change, await scene.send('DescribePipelineExecution', execution));
        });
        await scene.step('StopPipelineExecution', async () => {
          const stopping = await start(scene, PipelineName, word);
          const CallbackToken = await tokenOf(scene, stopping);
          await scene.send('StopPipelineExecution', {
            PipelineExecutionArn: stopping,
            ClientRequestToken: scene.random.slug().repeat(4),
          });
          scene.same({ PipelineExecutionStatus: 'Stopping' }, await describe(scene, stopping)());
          // A step that waits for an answer is not left: the execution stops when it is given.
          await scene.send('SendPipelineExecutionStepSuccess', { CallbackToken });
          await scene.until(
            'stopped',
            describe(scene, stopping),
            ({ PipelineExecutionStatus }) => PipelineExecutionStatus === 'Stopped',
          );
        });
      },
    },
    {
      proves: [
        'ListPipelineExecutionSteps',
        'SendPipelineExecutionStepSuccess',
        'SendPipelineExecutionStepFailure',
        'RetryPipelineExecution',
      ],
      async run(scene) {
        const StepName = scene.random.slug();
        const PipelineName = await newPipeline(scene, StepName);
        const ended = ({ PipelineExecutionStatus }: Members): boolean =>
          ['Succeeded', 'Failed'].includes(String(PipelineExecutionStatus));
        const good = await start(scene, PipelineName, 'good');
        await scene.step('ListPipelineExecutionSteps', async () => {
          const { PipelineExecutionSteps } = await scene.send('ListPipelineExecutionSteps', {
            PipelineExecutionArn: good,
          });
          scene.same([{ StepName }], PipelineExecutionSteps);
        });
        await scene.step('SendPipelineExecutionStepSuccess', async () => {
          const CallbackToken = await tokenOf(scene, good);
          await scene.send('SendPipelineExecutionStepSuccess', {
            CallbackToken,
            OutputParameters: [{ Name: 'answer', Value: scene.random.slug() }],
          });
          const done = await scene.until('ended', describe(scene, good), ended);
          scene.same({ PipelineExecutionStatus: 'Succeeded' }, done);
        });
        const bad = await start(scene, PipelineName, 'bad');
        await scene.step('SendPipelineExecutionStepFailure', async () => {
          const FailureReason = scene.random.slug();
          await scene.send('SendPipelineExecutionStepFailure', {
            CallbackToken: await tokenOf(scene, bad),
            FailureReason,
          });
          scene.same(
            { PipelineExecutionStatus: 'Failed' },
            await scene.until('ended', describe(scene, bad), ended),
          );
          const { PipelineExecutionSteps } = await scene.send('ListPipelineExecutionSteps', {
            PipelineExecutionArn: bad,
          });
          scene.check(
            JSON.stringify(PipelineExecutionSteps).includes(FailureReason),
            'The reason is not shown.',
          );
        });
        await scene.step('RetryPipelineExecution', async () => {
          await scene.send('RetryPipelineExecution', {
            PipelineExecutionArn: bad,
            ClientRequestToken: scene.random.slug().repeat(4),
          });
          await scene.until(
            'executing',
            describe(scene, bad),
            ({ PipelineExecutionStatus }) => PipelineExecutionStatus === 'Executing',
          );
        });
      },
    },
  ],
};

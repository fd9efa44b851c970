import { type Members } from '../inputs.ts';
import { type ProofGroup } from '../proof.ts';
import { listed, type Scene } from '../scene.ts';

async function newExperiment(scene: Scene): Promise<string> {
  const ExperimentName = scene.name('experiment');
  await scene.send('CreateExperiment', { ExperimentName });
  return ExperimentName;
}

async function newTrial(scene: Scene, experiment?: string): Promise<string> {
  const TrialName = scene.name('trial');
  await scene.send('CreateTrial', { TrialName, ExperimentName: experiment ?? (await newExperiment(scene)) });
  return TrialName;
}

const parameters = (scene: Scene): Members => ({
  [scene.random.slug()]: { NumberValue: scene.random.whole(1, 1000) },
  [scene.random.slug()]: { StringValue: scene.random.slug() },
});

export const experiments: ProofGroup = {
  name: 'Experiments',
  kinds: [
    {
      kind: 'Experiment',
      given: (scene) => ({
        ExperimentName: scene.name('experiment'),
        DisplayName: scene.random.slug(),
        Description: scene.random.slug(),
      }),
      update: (_, scene) => ({ DisplayName: scene.random.slug(), Description: scene.random.slug() }),
    },
    {
      kind: 'Trial',
      given: async (scene) => ({
        TrialName: scene.name('trial'),
        ExperimentName: await newExperiment(scene),
        DisplayName: scene.random.slug(),
      }),
      update: (_, scene) => ({ DisplayName: scene.random.slug() }),
      filtersElsewhere: ['TrialComponentName'],
    },
    {
      kind: 'TrialComponent',
      given: (scene) => ({
        TrialComponentName: scene.name('component'),
        DisplayName: scene.random.slug(),
        Status: { PrimaryStatus: 'InProgress', Message: scene.random.slug() },
        Parameters: parameters(scene),
        InputArtifacts: { data: { MediaType: 'text/csv', Value: scene.s3Uri() } },
      }),
      update: (known, scene) => ({
        DisplayName: scene.random.slug(),
        Status: { PrimaryStatus: 'Completed' },
        Parameters: parameters(scene),
        OutputArtifacts: { model: { Value: scene.s3Uri() } },
        ParametersToRemove: Object.keys(known['Parameters'] as Members),
      }),
      filtersElsewhere: ['ExperimentName', 'TrialName', 'SourceArn'],
    },
  ],
  special: [
    {
      proves: [
        'AssociateTrialComponent',
        'DisassociateTrialComponent',
        'ListTrialComponents',
        'ListTrials',
        'DeleteTrial',
      ],
      async run(scene) {
        const ExperimentName = await newExperiment(scene);
        const TrialName = await newTrial(scene, ExperimentName);
        const TrialComponentName = scene.name('component');
        await scene.send('CreateTrialComponent', { TrialComponentName });
        const pair = { TrialName, TrialComponentName };
        const components = async (more: Members): Promise<unknown[]> =>
          listed(await scene.send('ListTrialComponents', more), 'TrialComponentSummaries').map(
            (it) => it['TrialComponentName'],
          );
        const trials = async (more: Members): Promise<unknown[]> =>
          listed(await scene.send('ListTrials', more), 'TrialSummaries').map((it) => it['TrialName']);
        scene.same([], await components({ TrialName }));
        await scene.step('AssociateTrialComponent', async () => {
          await scene.send('AssociateTrialComponent', pair);
          await scene.step('ListTrialComponents', async () => {
            scene.same([TrialComponentName], await components({ TrialName }));
            scene.same([TrialComponentName], await components({ ExperimentName }));
            scene.same([], await components({ TrialName: await newTrial(scene) }));
          });
        });
        await scene.step('ListTrials', async () => {
          scene.same([TrialName], await trials({ TrialComponentName }));
          scene.same([TrialName], await trials({ ExperimentName }));
        });
        await scene.step('DisassociateTrialComponent', async () => {
          await scene.send('DisassociateTrialComponent', pair);
          scene.same([], await components({ TrialName }));
          scene.same([], await trials({ TrialComponentName }));
        });
        await scene.step('DeleteTrial', () => scene.send('DeleteTrial', { TrialName }));
      },
    },
  ],
};

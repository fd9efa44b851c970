import { type Members } from '../inputs.ts';
import { type ProofGroup } from '../proof.ts';
import { listed, type Scene } from '../scene.ts';

const cardContent = (scene: Scene): string =>
  JSON.stringify({ model_overview: { model_description: scene.random.slug(), model_owner: 'coverage' } });

async function newCard(scene: Scene): Promise<string> {
  const ModelCardName = scene.name('card');
  await scene.send('CreateModelCard', {
    ModelCardName,
    Content: cardContent(scene),
    ModelCardStatus: 'Draft',
  });
  return ModelCardName;
}

export const cards: ProofGroup = {
  name: 'Model cards',
  kinds: [
    {
      kind: 'ModelCard',
      given: (scene) => ({
        ModelCardName: scene.name('card'),
        Content: cardContent(scene),
        ModelCardStatus: 'Draft',
      }),
      update: (_, scene) => ({ Content: cardContent(scene) }),
      also: {
        proves: ['ListModelCardVersions'],
        run: ({ ModelCardName }, scene) =>
          scene.step('ListModelCardVersions', async () => {
            const Content = cardContent(scene);
            await scene.send('UpdateModelCard', { ModelCardName, Content });
            const versions = listed(
              await scene.send('ListModelCardVersions', { ModelCardName }),
              'ModelCardVersionSummaryList',
            );
            const numbers = versions.map((version) => version['ModelCardVersion']);
            scene.same([1, 2], numbers.toSorted());
            const second = await scene.send('DescribeModelCard', { ModelCardName, ModelCardVersion: 2 });
            scene.same({ Content }, second);
            const none = { ModelCardName, CreationTimeAfter: new Date(Date.now() + 60_000) };
            scene.same([], (await scene.send('ListModelCardVersions', none))['ModelCardVersionSummaryList']);
          }),
      },
    },
  ],
  special: [
    {
      proves: ['CreateModelCardExportJob', 'DescribeModelCardExportJob', 'ListModelCardExportJobs'],
      async run(scene) {
        const ModelCardName = await newCard(scene);
        const ModelCardExportJobName = scene.name('export');
        const OutputConfig = { S3OutputPath: scene.s3Uri() };
        const request = { ModelCardName, ModelCardExportJobName, OutputConfig, ModelCardVersion: 1 };
        const { ModelCardExportJobArn } = await scene.step('CreateModelCardExportJob', async () => {
          const made = await scene.send('CreateModelCardExportJob', request);
          const { ModelCardExportJobArn } = made;
          await scene.step('DescribeModelCardExportJob', async () => {
            const ask = (): Promise<Members> =>
              scene.send('DescribeModelCardExportJob', { ModelCardExportJobArn });
            const ended = await scene.until(
              'ended',
              ask,
              ({ Status }) => Status === 'Completed' || Status === 'Failed',
            );
            scene.same(request, ended);
          });
          return made;
        });
        await scene.step('ListModelCardExportJobs', async () => {
          const ask = async (more: Members): Promise<unknown[]> =>
            listed(
              await scene.send('ListModelCardExportJobs', { ModelCardName, ...more }),
              'ModelCardExportJobSummaries',
            ).map((job) => job['ModelCardExportJobArn']);
          scene.same([ModelCardExportJobArn], await ask({}));
          scene.same(
            [ModelCardExportJobArn],
            await ask({ ModelCardExportJobNameContains: ModelCardExportJobName.slice(2) }),
          );
          scene.same([], await ask({ ModelCardExportJobNameContains: scene.random.slug() }));
          scene.same([], await ask({ CreationTimeBefore: new Date(0) }));
          scene.same([], await ask({ ModelCardName: await newCard(scene) }));
        });
      },
    },
  ],
};

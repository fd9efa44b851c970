import { type ProofGroup } from '../proof.ts';
import { proveUrl } from './studio.ts';

const script = (words: string): object[] => [{ Content: Buffer.from(`echo ${words}`).toString('base64') }];

export const notebooks: ProofGroup = {
  name: 'Notebooks',
  kinds: [
    {
      kind: 'NotebookInstance',
      given: async (scene) => {
        const NotebookInstanceLifecycleConfigName = scene.name('lifecycle');
        const OnStart = script(scene.random.slug());
        await scene.send('CreateNotebookInstanceLifecycleConfig', {
          NotebookInstanceLifecycleConfigName,
          OnStart,
        });
        return {
          NotebookInstanceName: scene.name('notebook'),
          InstanceType: 'ml.t3.medium',
          RoleArn: scene.role(),
          VolumeSizeInGB: scene.random.whole(5, 50),
          LifecycleConfigName: NotebookInstanceLifecycleConfigName,
          DefaultCodeRepository: `https://github.com/coverage/${scene.random.slug()}`,
          AdditionalCodeRepositories: [`https://github.com/coverage/${scene.random.slug()}`],
        };
      },
      hides: ['LifecycleConfigName'],
      filters: ({ LifecycleConfigName, AdditionalCodeRepositories }, scene) => ({
        NotebookInstanceLifecycleConfigNameContains: [LifecycleConfigName, scene.random.slug()],
        DefaultCodeRepositoryContains: ['coverage', scene.random.slug()],
        AdditionalCodeRepositoryEquals: [
          (AdditionalCodeRepositories as string[])[0],
          'https://github.com/none/none',
        ],
      }),
      stop: { to: 'Stopped' },
      updateStopped: true,
      update: (known, scene) => ({
        InstanceType: 'ml.m5.xlarge',
        RoleArn: scene.role(),
        VolumeSizeInGB: Number(known['VolumeSizeInGB']) + 5,
      }),
      start: { to: 'InService' },
      beforeDelete: ({ NotebookInstanceName }, scene) =>
        scene.send('StopNotebookInstance', { NotebookInstanceName }),
      also: {
        proves: ['CreatePresignedNotebookInstanceUrl'],
        run: ({ NotebookInstanceName }, scene) =>
          scene.step('CreatePresignedNotebookInstanceUrl', async () => {
            const answer = await scene.send('CreatePresignedNotebookInstanceUrl', { NotebookInstanceName });
            await proveUrl(scene, answer['AuthorizedUrl']);
            await scene.refusal('CreatePresignedNotebookInstanceUrl', {
              NotebookInstanceName: scene.name('none'),
            });
          }),
      },
    },
    {
      kind: 'NotebookInstanceLifecycleConfig',
      given: (scene) => ({
        NotebookInstanceLifecycleConfigName: scene.name('lifecycle'),
        OnCreate: script(scene.random.slug()),
      }),
      update: (_, scene) => ({ OnCreate: script(scene.random.slug()), OnStart: script(scene.random.slug()) }),
    },
    {
      kind: 'CodeRepository',
      plural: 'CodeRepositories',
      given: (scene) => ({
        CodeRepositoryName: scene.name('repository'),
        GitConfig: {
          RepositoryUrl: `https://github.com/coverage/${scene.random.slug()}`,
          Branch: scene.random.slug(),
        },
      }),
      update: (_, scene) => ({
        GitConfig: {
          SecretArn: `arn:aws:secretsmanager:${scene.region}:${scene.accountId}:secret:AmazonSageMaker-${scene.random.slug()}-AbCdEf`,
        },
      }),
    },
  ],
};

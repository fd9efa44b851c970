import { type Members } from '../inputs.ts';
import { type ProofGroup } from '../proof.ts';
import { listed, type Scene, textIn } from '../scene.ts';

const pool = { UserPool: 'us-east-1_Coverage1', ClientId: 'coverage' };
const members = (scene: Scene): Members[] => [
  { CognitoMemberDefinition: { ...pool, UserGroup: scene.random.slug() } },
];

/** An account has one private workforce in a region: all teams are of the first that was made. */
async function ensureWorkforce(scene: Scene): Promise<void> {
  const { Workforces } = await scene.send('ListWorkforces');
  if (Array.isArray(Workforces) && Workforces.length > 0) return;
  await scene
    .send('CreateWorkforce', { WorkforceName: 'coverage', CognitoConfig: pool })
    .catch(() => undefined);
}

async function newTeam(scene: Scene): Promise<string> {
  await ensureWorkforce(scene);
  const given = {
    WorkteamName: scene.name('team'),
    MemberDefinitions: members(scene),
    Description: scene.random.slug(),
  };
  return textIn(await scene.send('CreateWorkteam', given), 'WorkteamArn');
}

async function newUi(scene: Scene): Promise<string> {
  const given = {
    HumanTaskUiName: `ui-${scene.random.slug()}`,
    UiTemplate: { Content: `<p>${scene.random.slug()}</p>` },
  };
  return textIn(await scene.send('CreateHumanTaskUi', given), 'HumanTaskUiArn');
}

const lambda = (scene: Scene, name: string): string =>
  `arn:aws:lambda:${scene.region}:${scene.accountId}:function:${name}`;

export const labeling: ProofGroup = {
  name: 'Labeling',
  kinds: [
    {
      kind: 'Workteam',
      given: async (scene) => {
        await ensureWorkforce(scene);
        return {
          WorkteamName: scene.name('team'),
          MemberDefinitions: members(scene),
          Description: scene.random.slug(),
        };
      },
      within: 'Workteam',
      update: (_, scene) => ({ Description: scene.random.slug(), MemberDefinitions: members(scene) }),
    },
    {
      kind: 'HumanTaskUi',
      plural: 'HumanTaskUis',
      given: (scene) => ({
        HumanTaskUiName: `ui-${scene.random.slug()}`,
        UiTemplate: { Content: `<p>${scene.random.slug()}</p>` },
      }),
      // Describe answers where the template is, and its digest.
      hides: ['UiTemplate'],
    },
    {
      kind: 'FlowDefinition',
      given: async (scene) => ({
        FlowDefinitionName: `flow-${scene.random.slug()}`,
        OutputConfig: { S3OutputPath: scene.s3Uri() },
        RoleArn: scene.role(),
        HumanLoopConfig: {
          WorkteamArn: await newTeam(scene),
          HumanTaskUiArn: await newUi(scene),
          TaskTitle: scene.random.slug(),
          TaskDescription: scene.random.slug(),
          TaskCount: 1,
        },
      }),
    },
    {
      kind: 'LabelingJob',
      given: async (scene) => ({
        LabelingJobName: scene.name('labels'),
        LabelAttributeName: scene.random.slug(),
        InputConfig: { DataSource: { S3DataSource: { ManifestS3Uri: `${scene.s3Uri()}/input.manifest` } } },
        OutputConfig: { S3OutputPath: scene.s3Uri() },
        RoleArn: scene.role(),
        HumanTaskConfig: {
          WorkteamArn: await newTeam(scene),
          UiConfig: { UiTemplateS3Uri: `${scene.s3Uri()}/template.html` },
          PreHumanTaskLambdaArn: lambda(scene, 'pre'),
          AnnotationConsolidationConfig: { AnnotationConsolidationLambdaArn: lambda(scene, 'consolidate') },
          TaskTitle: scene.random.slug(),
          TaskDescription: scene.random.slug(),
          NumberOfHumanWorkersPerDataObject: 1,
          TaskTimeLimitInSeconds: 600,
        },
      }),
      stop: { to: 'Stopped', early: true },
      also: {
        proves: ['ListLabelingJobsForWorkteam'],
        run: ({ HumanTaskConfig, LabelingJobName }, scene) =>
          scene.step('ListLabelingJobsForWorkteam', async () => {
            const WorkteamArn = textIn(HumanTaskConfig as Members, 'WorkteamArn');
            const ask = async (more: Members): Promise<unknown[]> =>
              listed(
                await scene.send('ListLabelingJobsForWorkteam', { WorkteamArn, ...more }),
                'LabelingJobSummaryList',
              ).map((it) => it['LabelingJobName']);
            scene.same([LabelingJobName], await ask({}));
            scene.same([], await ask({ CreationTimeBefore: new Date(0) }));
            scene.same([], await ask({ WorkteamArn: await newTeam(scene) }));
          }),
      },
    },
  ],
  special: [
    {
      proves: [
        'CreateWorkforce',
        'DescribeWorkforce',
        'ListWorkforces',
        'UpdateWorkforce',
        'DeleteWorkforce',
      ],
      // In a region of its own: an account has one private workforce in each.
      region: 'eu-west-3',
      async run(scene) {
        const WorkforceName = scene.name('force');
        const describe = (): Promise<Members> => scene.send('DescribeWorkforce', { WorkforceName });
        const settled = ({ Workforce }: Members): boolean =>
          !textIn(Workforce as Members, 'Status').endsWith('ing');
        await scene.step('CreateWorkforce', async () => {
          await scene.send('CreateWorkforce', { WorkforceName, CognitoConfig: pool });
          await scene.step('DescribeWorkforce', async () => {
            const { Workforce } = await scene.until('settled', describe, settled);
            scene.same({ WorkforceName, CognitoConfig: pool }, Workforce);
            await scene.refusal('DescribeWorkforce', { WorkforceName: scene.name('none') });
          });
        });
        await scene.step('ListWorkforces', async () => {
          const ask = async (more: Members): Promise<unknown[]> =>
            listed(await scene.send('ListWorkforces', more), 'Workforces').map((it) => it['WorkforceName']);
          scene.same([WorkforceName], await ask({}));
          scene.same([WorkforceName], await ask({ NameContains: WorkforceName.slice(2) }));
          scene.same([], await ask({ NameContains: scene.random.slug() }));
        });
        await scene.step('UpdateWorkforce', async () => {
          const SourceIpConfig = { Cidrs: [`10.${scene.random.whole(0, 255)}.0.0/16`] };
          await scene.send('UpdateWorkforce', { WorkforceName, SourceIpConfig });
          scene.same({ SourceIpConfig }, (await scene.until('settled', describe, settled))['Workforce']);
        });
        await scene.step('DeleteWorkforce', async () => {
          await scene.send('DeleteWorkforce', { WorkforceName });
          const left = async (): Promise<Members> => ({
            left: listed(await scene.send('ListWorkforces'), 'Workforces').length,
          });
          await scene.until('gone', left, (it) => it['left'] === 0);
          await scene.refusal('DescribeWorkforce', { WorkforceName });
        });
      },
    },
    {
      proves: ['RenderUiTemplate'],
      run: (scene) =>
        scene.step('RenderUiTemplate', async () => {
          const word = scene.random.slug();
          const Task = { Input: JSON.stringify({ taskInput: { word } }) };
          const UiTemplate = { Content: '<p>{{ task.input.taskInput.word }}</p>' };
          const { RenderedContent } = await scene.send('RenderUiTemplate', {
            Task,
            UiTemplate,
            RoleArn: scene.role(),
          });
          scene.check(
            String(RenderedContent).includes(`<p>${word}</p>`),
            `It rendered ${String(RenderedContent)}`,
          );
          const broken = await scene.send('RenderUiTemplate', {
            Task,
            UiTemplate: { Content: '{% if task.input %}<p>' },
            RoleArn: scene.role(),
          });
          scene.check(listed(broken, 'Errors').length > 0, 'A broken template has no errors.');
        }),
    },
  ],
};

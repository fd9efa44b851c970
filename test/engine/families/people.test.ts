import { createHash } from 'node:crypto';
import {
  CreateFlowDefinitionCommand,
  CreateHumanTaskUiCommand,
  CreateLabelingJobCommand,
  type CreateLabelingJobCommandInput,
  CreateWorkforceCommand,
  CreateWorkteamCommand,
  DeleteFlowDefinitionCommand,
  DeleteHumanTaskUiCommand,
  DeleteWorkforceCommand,
  DeleteWorkteamCommand,
  DescribeFlowDefinitionCommand,
  DescribeHumanTaskUiCommand,
  DescribeLabelingJobCommand,
  DescribeSubscribedWorkteamCommand,
  DescribeWorkforceCommand,
  DescribeWorkteamCommand,
  ListFlowDefinitionsCommand,
  ListHumanTaskUisCommand,
  ListLabelingJobsCommand,
  ListLabelingJobsForWorkteamCommand,
  ListSubscribedWorkteamsCommand,
  ListWorkforcesCommand,
  ListWorkteamsCommand,
  RenderUiTemplateCommand,
  type SageMakerClient,
  StopLabelingJobCommand,
  UpdateWorkforceCommand,
  UpdateWorkteamCommand,
} from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine, until } from '../harness.ts';
import { complete } from './complete.ts';

const ROLE = 'arn:aws:iam::000000000000:role/SageMaker';
const CognitoConfig = { UserPool: 'us-east-1_pool', ClientId: 'client' };
const member = {
  CognitoMemberDefinition: { UserPool: 'us-east-1_pool', UserGroup: 'labelers', ClientId: 'client' },
};
const TEMPLATE = '<crowd-form>{{ task.input.text }}</crowd-form>';
let engine: TestEngine;
let sm: SageMakerClient;
let team: string;
let ui: string;

beforeAll(async () => {
  engine = await startEngine('--status-delay', '0.2');
  sm = complete(engine.sagemaker);
  await sm.send(new CreateWorkforceCommand({ WorkforceName: 'default', CognitoConfig }));
  await until(
    () => sm.send(new DescribeWorkforceCommand({ WorkforceName: 'default' })),
    ({ Workforce }) => Workforce?.Status === 'Active',
  );
  const created = await sm.send(
    new CreateWorkteamCommand({ WorkteamName: 'birders', Description: 'Birds', MemberDefinitions: [member] }),
  );
  team = created.WorkteamArn ?? '';
  const template = { HumanTaskUiName: 'form', UiTemplate: { Content: TEMPLATE } };
  ui = (await sm.send(new CreateHumanTaskUiCommand(template))).HumanTaskUiArn ?? '';
});
afterAll(() => engine.stop());

const invalid = { name: 'ValidationException' };

describe('the workforce', () => {
  it('is one a region, updated, and kept by its teams', async () => {
    const name = { WorkforceName: 'default' };
    await expect(
      sm.send(new CreateWorkforceCommand({ WorkforceName: 'second', CognitoConfig })),
    ).rejects.toMatchObject(invalid);
    const Cidrs = ['10.0.0.0/16'];
    const { Workforce } = await sm.send(new UpdateWorkforceCommand({ ...name, SourceIpConfig: { Cidrs } }));
    expect(Workforce).toMatchObject({ WorkforceName: 'default', CognitoConfig, SourceIpConfig: { Cidrs } });
    expect(Workforce?.WorkforceArn).toBe('arn:aws:sagemaker:us-east-1:000000000000:workforce/default');
    const again = new UpdateWorkforceCommand({ ...name, SourceIpConfig: { Cidrs } });
    await expect(sm.send(again)).rejects.toMatchObject({ name: 'ConflictException' });
    const list = async (NameContains: string): Promise<number | undefined> =>
      (await sm.send(new ListWorkforcesCommand({ NameContains }))).Workforces?.length;
    expect([await list('def'), await list('x')]).toEqual([1, 0]);
    await expect(sm.send(new DeleteWorkforceCommand(name))).rejects.toMatchObject({ name: 'ResourceInUse' });
    const missing = new DescribeWorkforceCommand({ WorkforceName: 'none' });
    await expect(sm.send(missing)).rejects.toMatchObject(invalid);
  });

  it('of an identity provider does not tell its secret, and goes when it has no teams', async () => {
    const other = await startEngine('--status-delay', '0');
    try {
      const client = complete(other.sagemaker);
      const url = 'https://idp.example.com';
      const OidcConfig = {
        ...{ ClientId: 'id', ClientSecret: 'hush', Issuer: url, AuthorizationEndpoint: url },
        ...{ TokenEndpoint: url, UserInfoEndpoint: url, LogoutEndpoint: url, JwksUri: url },
      };
      const both = new CreateWorkforceCommand({ WorkforceName: 'w', OidcConfig, CognitoConfig });
      await expect(client.send(both)).rejects.toMatchObject(invalid);
      await client.send(new CreateWorkforceCommand({ WorkforceName: 'w', OidcConfig }));
      const { Workforce } = await client.send(new DescribeWorkforceCommand({ WorkforceName: 'w' }));
      expect(Workforce?.OidcConfig).toMatchObject({ ClientId: 'id', Issuer: url });
      expect(JSON.stringify(Workforce)).not.toContain('hush');
      const wrong = { WorkteamName: 't', Description: 'd', MemberDefinitions: [member] };
      await expect(client.send(new CreateWorkteamCommand(wrong))).rejects.toMatchObject(invalid);
      await client.send(new DeleteWorkforceCommand({ WorkforceName: 'w' }));
      await until(
        async () => (await client.send(new ListWorkforcesCommand({}))).Workforces?.length,
        (count) => count === 0,
      );
    } finally {
      await other.stop();
    }
  });
});

describe('work teams', () => {
  it('are of the workforce, updated, listed and deleted', async () => {
    const name = { WorkteamName: 'readers' };
    const create = { ...name, Description: 'They read', MemberDefinitions: [member] };
    await expect(
      sm.send(new CreateWorkteamCommand({ ...create, WorkforceName: 'none' })),
    ).rejects.toMatchObject(invalid);
    const { WorkteamArn } = await sm.send(new CreateWorkteamCommand({ ...create, WorkforceName: 'default' }));
    expect(WorkteamArn).toBe('arn:aws:sagemaker:us-east-1:000000000000:workteam/private-crowd/readers');
    await expect(sm.send(new CreateWorkteamCommand(create))).rejects.toMatchObject({ name: 'ResourceInUse' });
    const updated = await sm.send(new UpdateWorkteamCommand({ ...name, Description: 'They reread' }));
    expect(updated.Workteam?.Description).toBe('They reread');
    const { Workteam } = await sm.send(new DescribeWorkteamCommand(name));
    expect(Workteam).toMatchObject({
      WorkteamArn,
      WorkforceArn: 'arn:aws:sagemaker:us-east-1:000000000000:workforce/default',
      Description: 'They reread',
      MemberDefinitions: [member],
    });
    const list = await sm.send(new ListWorkteamsCommand({ NameContains: 'READ' }));
    expect(list.Workteams?.map(({ WorkteamName }) => WorkteamName)).toEqual(['readers']);
    expect((await sm.send(new DeleteWorkteamCommand(name))).Success).toBe(true);
    await expect(sm.send(new DescribeWorkteamCommand(name))).rejects.toMatchObject(invalid);
  });

  it('of vendors there are none', async () => {
    expect((await sm.send(new ListSubscribedWorkteamsCommand({}))).SubscribedWorkteams).toEqual([]);
    const WorkteamArn = 'arn:aws:sagemaker:us-east-1:111111111111:workteam/vendor-crowd/v';
    await expect(sm.send(new DescribeSubscribedWorkteamCommand({ WorkteamArn }))).rejects.toMatchObject({
      ...invalid,
      message: expect.stringContaining(WorkteamArn) as string,
    });
  });
});

describe('worker templates', () => {
  it('are kept by hash, and served to whoever has their URL', async () => {
    const name = { HumanTaskUiName: 'form' };
    const found = await sm.send(new DescribeHumanTaskUiCommand(name));
    expect(found).toMatchObject({
      HumanTaskUiArn: ui,
      HumanTaskUiStatus: 'Active',
      UiTemplate: { ContentSha256: createHash('sha256').update(TEMPLATE).digest('hex') },
    });
    const url = found.UiTemplate?.Url ?? '';
    expect(await (await fetch(url)).text()).toBe(TEMPLATE);
    expect((await fetch(url.slice(0, -1))).status).toBe(404);
    const other = { HumanTaskUiName: 'other', UiTemplate: { Content: 'x' } };
    await sm.send(new CreateHumanTaskUiCommand(other));
    const names = async (): Promise<(string | undefined)[] | undefined> =>
      (await sm.send(new ListHumanTaskUisCommand({ SortOrder: 'Ascending' }))).HumanTaskUiSummaries?.map(
        ({ HumanTaskUiName }) => HumanTaskUiName,
      );
    expect(await names()).toEqual(['form', 'other']);
    await sm.send(new DeleteHumanTaskUiCommand({ HumanTaskUiName: 'other' }));
    await until(names, (left) => left?.length === 1);
  });

  const render = async (Content: string, input: object) =>
    sm.send(
      new RenderUiTemplateCommand({
        UiTemplate: { Content },
        Task: { Input: JSON.stringify(input) },
        RoleArn: ROLE,
      }),
    );

  it('are rendered for a task', async () => {
    const stored = await sm.send(
      new RenderUiTemplateCommand({
        HumanTaskUiArn: ui,
        Task: { Input: '{"text": "a < b"}' },
        RoleArn: ROLE,
      }),
    );
    expect(stored).toMatchObject({
      RenderedContent: '<crowd-form>a &lt; b</crowd-form>',
      Errors: [],
    });
    const { RenderedContent, Errors } = await render(
      `{% for l in task.input.labels %}{{ forloop.index }}={{ l.name | upcase }}{% unless forloop.last %}, {% endunless %}{% endfor %}
{% if task.input.n > 2 and task.input.kind == 'x' %}many{% elsif task.input.n %}few{% else %}none{% endif %}
{{ task.input.labels[0] | to_json }} {{ task.input.html | skip_autoescape }} {{ task.input.absent | default: "-" }}{% comment %}{{ hidden }}{% endcomment %}`,
      { labels: [{ name: 'a' }, { name: 'b' }], n: 1, kind: 'x', html: '<b>' },
    );
    expect(Errors).toEqual([]);
    expect(RenderedContent).toBe('1=A, 2=B\nfew\n{&quot;name&quot;:&quot;a&quot;} <b> -');
  });

  it('list what cannot be rendered, and leave it out', async () => {
    const { RenderedContent, Errors } = await render('a{{ task.input | frob }}b{% cycle 1 %}c', {});
    expect(RenderedContent).toBe('abc');
    expect(Errors?.map(({ Message }) => Message)).toEqual([
      'The filter "frob" is not known.',
      'The tag "cycle" is not known, or not here.',
    ]);
    expect((await render('{% if task.input %}', {})).Errors?.length).toBe(1);
    const endless = '{% for a in task.input.l %}{% for b in task.input.l %}{% for c in task.input.l %}.';
    const ends = '{% endfor %}{% endfor %}{% endfor %}';
    const long = await render(endless + ends, { l: Array.from({ length: 1000 }, () => 1) });
    expect(long.Errors?.map(({ Message }) => Message)).toEqual(['Memory limits exceeded.']);
    const none = new RenderUiTemplateCommand({ Task: { Input: '{}' }, RoleArn: ROLE });
    await expect(sm.send(none)).rejects.toMatchObject(invalid);
  });
});

describe('flow definitions', () => {
  it('need their team and template, become active, and are deleted', async () => {
    const name = { FlowDefinitionName: 'review' };
    const HumanLoopConfig = {
      ...{ WorkteamArn: team, HumanTaskUiArn: ui },
      ...{ TaskTitle: 'Look', TaskDescription: 'Look well', TaskCount: 1 },
    };
    const create = { ...name, HumanLoopConfig, OutputConfig: { S3OutputPath: 's3://b/o' }, RoleArn: ROLE };
    const wrong = { ...HumanLoopConfig, HumanTaskUiArn: `${ui}x` };
    await expect(
      sm.send(new CreateFlowDefinitionCommand({ ...create, HumanLoopConfig: wrong })),
    ).rejects.toMatchObject(invalid);
    await sm.send(new CreateFlowDefinitionCommand(create));
    const described = () => sm.send(new DescribeFlowDefinitionCommand(name));
    const found = await until(described, ({ FlowDefinitionStatus }) => FlowDefinitionStatus === 'Active');
    expect(found).toMatchObject({
      HumanLoopConfig: { ...HumanLoopConfig, TaskAvailabilityLifetimeInSeconds: 864_000 },
      OutputConfig: { S3OutputPath: 's3://b/o' },
    });
    const count = async (after: number): Promise<number | undefined> =>
      (await sm.send(new ListFlowDefinitionsCommand({ CreationTimeAfter: new Date(after) })))
        .FlowDefinitionSummaries?.length;
    expect([await count(0), await count(Date.now() + 60_000)]).toEqual([1, 0]);
    await sm.send(new DeleteFlowDefinitionCommand(name));
    await until(
      () => count(0),
      (left) => left === 0,
    );
    await expect(described()).rejects.toMatchObject({ name: 'ResourceNotFound' });
  });
});

describe('labeling jobs', () => {
  const job = (LabelingJobName: string, more: object = {}): CreateLabelingJobCommandInput => ({
    LabelingJobName,
    LabelAttributeName: 'label',
    InputConfig: { DataSource: { S3DataSource: { ManifestS3Uri: 's3://b/m' } } },
    OutputConfig: { S3OutputPath: 's3://b/o' },
    RoleArn: ROLE,
    HumanTaskConfig: {
      ...{ WorkteamArn: team, UiConfig: { HumanTaskUiArn: ui } },
      ...{ TaskTitle: 'Name it', TaskDescription: 'Name the bird' },
      ...{ NumberOfHumanWorkersPerDataObject: 3, TaskTimeLimitInSeconds: 300 },
    },
    Tags: [{ Key: 'a', Value: 'b' }],
    ...more,
  });
  const described = (LabelingJobName: string) => sm.send(new DescribeLabelingJobCommand({ LabelingJobName }));
  const reaches = (name: string, status: string) =>
    until(
      () => described(name),
      ({ LabelingJobStatus }) => LabelingJobStatus === status,
    );

  it('fail honestly, can be stopped before, and are listed by team', async () => {
    await expect(
      sm.send(new CreateLabelingJobCommand(job('m', { LabelAttributeName: 'x-metadata' }))),
    ).rejects.toMatchObject(invalid);
    await sm.send(new CreateLabelingJobCommand(job('first')));
    await sm.send(new CreateLabelingJobCommand(job('second')));
    await expect(sm.send(new CreateLabelingJobCommand(job('first')))).rejects.toMatchObject({
      name: 'ResourceInUse',
    });
    await reaches('second', 'InProgress');
    await expect(sm.send(new DeleteWorkteamCommand({ WorkteamName: 'birders' }))).rejects.toMatchObject({
      name: 'ResourceInUse',
    });
    await sm.send(new StopLabelingJobCommand({ LabelingJobName: 'second' }));
    await reaches('second', 'Stopped');
    const failed = await reaches('first', 'Failed');
    expect(failed).toMatchObject({
      LabelAttributeName: 'label',
      LabelCounters: { TotalLabeled: 0 },
      Tags: [{ Key: 'a', Value: 'b' }],
    });
    expect(failed.FailureReason).toContain('does not run labeling jobs');
    await expect(sm.send(new StopLabelingJobCommand({ LabelingJobName: 'first' }))).rejects.toMatchObject(
      invalid,
    );
    const { LabelingJobSummaryList: list } = await sm.send(
      new ListLabelingJobsCommand({ StatusEquals: 'Failed' }),
    );
    expect(list).toMatchObject([{ LabelingJobName: 'first', WorkteamArn: team }]);
    const ofTeam = await sm.send(
      new ListLabelingJobsForWorkteamCommand({ WorkteamArn: team, SortOrder: 'Descending' }),
    );
    expect(ofTeam.LabelingJobSummaryList).toMatchObject([
      { LabelingJobName: 'second', NumberOfHumanWorkersPerDataObject: 3 },
      { LabelingJobName: 'first', JobReferenceCode: failed.JobReferenceCode },
    ]);
    const one = await sm.send(
      new ListLabelingJobsForWorkteamCommand({
        WorkteamArn: team,
        JobReferenceCodeContains: failed.JobReferenceCode,
      }),
    );
    expect(one.LabelingJobSummaryList?.length).toBe(1);
    await expect(
      sm.send(new ListLabelingJobsForWorkteamCommand({ WorkteamArn: `${team}x` })),
    ).rejects.toMatchObject({ name: 'ResourceNotFound' });
  });
});

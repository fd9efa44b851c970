import { SageMaker } from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kindOf } from '../../../src/catalog/catalog.ts';
import type { SageMaker as From } from '../../../src/catalog/kind.ts';
import { ARN, hosted, IMAGE, ROLE } from '../families/hosted.ts';
import { startEngine, type TestEngine, until } from '../harness.ts';
import { act, describeOf, find, leadsTo, remove } from './kindActs.ts';
import { checkKind } from './kindChecks.ts';

let engine: TestEngine;
let sm: SageMaker;
let from: From;
const letters = ['a', 'b', 'c'] as const;
const named = (prefix: string) => letters.map((letter) => `${prefix}-${letter}`);
const reports = {
  MonitoringOutputs: [{ S3Output: { S3Uri: 's3://b/reports', LocalPath: '/opt/ml/processing/output' } }],
};
const JobResources = {
  ClusterConfig: { InstanceCount: 1, InstanceType: 'ml.m5.large' as const, VolumeSizeInGB: 20 },
};
const EndpointInput = { EndpointName: 'host', LocalPath: '/opt/ml/processing/input' };
const GroundTruthS3Input = { S3Uri: 's3://b/truth' };

beforeAll(async () => {
  engine = await startEngine('--status-delay', '0');
  sm = new SageMaker(engine.clientConfig);
  from = { sagemaker: async () => engine.sagemaker };
  await hosted(sm, 'host');
  // An account has a catalog from its first feature group on.
  await sm.createFeatureGroup({
    FeatureGroupName: 'features',
    RecordIdentifierFeatureName: 'id',
    EventTimeFeatureName: 'at',
    FeatureDefinitions: ['id', 'at'].map((FeatureName) => ({ FeatureName, FeatureType: 'String' })),
    OnlineStoreConfig: { EnableOnlineStore: true },
  });
  for (const letter of letters) {
    await definitions(letter);
    await schedule(letter);
    await lineage(letter);
  }
});
afterAll(async () => {
  sm.destroy();
  await engine.stop();
});

async function definitions(letter: string) {
  const common = { JobResources, RoleArn: ROLE };
  await sm.createDataQualityJobDefinition({
    ...common,
    JobDefinitionName: `data-${letter}`,
    DataQualityAppSpecification: { ImageUri: IMAGE, RecordPreprocessorSourceUri: 's3://b/before.py' },
    DataQualityJobInput: { EndpointInput },
    DataQualityJobOutputConfig: reports,
    DataQualityBaselineConfig: { ConstraintsResource: { S3Uri: 's3://b/constraints.json' } },
  });
  await sm.createModelQualityJobDefinition({
    ...common,
    JobDefinitionName: `quality-${letter}`,
    ModelQualityAppSpecification: { ImageUri: IMAGE, ProblemType: 'Regression' },
    ModelQualityJobInput: { EndpointInput, GroundTruthS3Input },
    ModelQualityJobOutputConfig: reports,
  });
  await sm.createModelBiasJobDefinition({
    ...common,
    JobDefinitionName: `bias-${letter}`,
    ModelBiasAppSpecification: { ImageUri: IMAGE, ConfigUri: 's3://b/config.json' },
    ModelBiasJobInput: { EndpointInput, GroundTruthS3Input },
    ModelBiasJobOutputConfig: reports,
  });
  await sm.createModelExplainabilityJobDefinition({
    ...common,
    JobDefinitionName: `shap-${letter}`,
    ModelExplainabilityAppSpecification: { ImageUri: IMAGE, ConfigUri: 's3://b/config.json' },
    ModelExplainabilityJobInput: { EndpointInput },
    ModelExplainabilityJobOutputConfig: reports,
  });
}

async function schedule(letter: string) {
  await sm.createMonitoringSchedule({
    MonitoringScheduleName: `schedule-${letter}`,
    MonitoringScheduleConfig: {
      ScheduleConfig:
        letter === 'a'
          ? {
              ScheduleExpression: 'NOW',
              DataAnalysisStartTime: '-PT1H',
              DataAnalysisEndTime: '-PT0H',
            }
          : { ScheduleExpression: 'cron(0 * ? * * *)' },
      MonitoringJobDefinitionName: `data-${letter}`,
      MonitoringType: 'DataQuality',
    },
  });
}

async function lineage(letter: string) {
  const Properties = { color: 'blue' };
  const { ArtifactArn } = await sm.createArtifact({
    ArtifactName: `artifact-${letter}`,
    ArtifactType: 'DataSet',
    Source: { SourceUri: `s3://b/data-${letter}` },
    Properties,
  });
  const { ActionArn } = await sm.createAction({
    ActionName: `action-${letter}`,
    ActionType: 'ModelDeployment',
    Status: 'Completed',
    Source: { SourceUri: `${ARN}:endpoint/host` },
    Properties,
  });
  await sm.createContext({
    ContextName: `context-${letter}`,
    ContextType: 'Endpoint',
    Source: { SourceUri: 'https://example.com' },
  });
  if (letter !== 'c')
    await sm.addAssociation({
      SourceArn: ArtifactArn,
      DestinationArn: ActionArn,
      AssociationType: 'ContributedTo',
    });
}

describe('the kinds of the group Governance', () => {
  it.each([
    { kind: 'monitoringSchedule', names: named('schedule') },
    { kind: 'dataQualityJobDefinition', names: named('data') },
    { kind: 'modelQualityJobDefinition', names: named('quality') },
    { kind: 'modelBiasJobDefinition', names: named('bias') },
    { kind: 'modelExplainabilityJobDefinition', names: named('shap') },
    { kind: 'lineageAction', names: named('action') },
    { kind: 'lineageContext', names: named('context') },
    { kind: 'lineageGroup', names: ['sagemaker-default-lineage-group'] },
    { kind: 'resourceCatalog', names: ['DefaultFeatureGroupCatalog'] },
  ] as const)('$kind is listed and described as it claims', async (listed) => {
    await checkKind(from, listed);
  });

  it('lineage artifacts are listed and described as they claim', async () => {
    // The engine makes some of its own accord, for what jobs read and write.
    const { items } = await kindOf('lineageArtifact').list(from, { pageSize: 100 });
    expect(items.map(({ name }) => name)).toEqual(expect.arrayContaining(named('artifact')));
    await checkKind(from, { kind: 'lineageArtifact', names: items.map(({ name }) => name) });
  });

  it.each([
    ['dataQualityJobDefinition', 'data-a', ['s3://b/constraints.json', 's3://b/before.py']],
    ['modelQualityJobDefinition', 'quality-a', ['s3://b/truth']],
    ['modelBiasJobDefinition', 'bias-a', ['s3://b/truth', 's3://b/config.json']],
    ['modelExplainabilityJobDefinition', 'shap-a', ['s3://b/config.json']],
  ] as const)('%s leads to its endpoint, its files and its reports', async (kind, name, wanted) => {
    const found = await leadsTo(from, await describeOf(from, kind, name));
    expect(found).toEqual(
      expect.arrayContaining([...wanted, 'endpoint host', 's3://b/reports', IMAGE, ROLE]),
    );
  });

  // The engine has no monitoring jobs yet: their links are tested with answers of AWS's form.
  it('shows a schedule’s definition, executions and alerts', async () => {
    await act(from, 'stop', await find(from, 'monitoringSchedule', 'schedule-a'), 'Stopped');
    await act(from, 'start', await find(from, 'monitoringSchedule', 'schedule-a'), 'Scheduled');
    const details = await describeOf(from, 'monitoringSchedule', 'schedule-a');
    const children = await until(
      async () => (await details.more?.(from)) ?? [],
      (found) => found.some(({ id, icon }) => id.startsWith('execution/') && icon === 'error'),
    );
    expect(children[0]).toMatchObject({ id: 'alert/DefaultAlert' });
    expect(children[1]?.value).toMatch(/^The local engine does not run monitoring jobs/);
    expect(await leadsTo(from, details)).toEqual(
      expect.arrayContaining(['dataQualityJobDefinition data-a', 'endpoint host']),
    );
  });

  it('leads along associations, both ways', async () => {
    const action = await leadsTo(from, await describeOf(from, 'lineageAction', 'action-a'));
    expect(action).toEqual(expect.arrayContaining(['lineageArtifact artifact-a', 'endpoint host', 'blue']));
    const artifact = await leadsTo(from, await describeOf(from, 'lineageArtifact', 'artifact-a'));
    expect(artifact).toEqual(expect.arrayContaining(['lineageAction action-a', 's3://b/data-a', 'blue']));
  });

  it('deletes what can be deleted', async () => {
    for (const [kind, name] of [
      ['monitoringSchedule', 'schedule-c'],
      ['dataQualityJobDefinition', 'data-c'],
      ['modelQualityJobDefinition', 'quality-c'],
      ['modelBiasJobDefinition', 'bias-c'],
      ['modelExplainabilityJobDefinition', 'shap-c'],
      ['lineageAction', 'action-c'],
      ['lineageArtifact', 'artifact-c'],
      ['lineageContext', 'context-c'],
    ] as const) {
      const gone = await find(from, kind, name);
      await remove(from, gone);
      await expect(kindOf(kind).describe(from, gone)).rejects.toThrow();
    }
  });
});

import { type Filter, type ResourceType, SageMaker, type SearchExpression } from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine, until } from '../harness.ts';

let engine: TestEngine;
let sm: SageMaker;
const ROLE = 'arn:aws:iam::000000000000:role/SageMaker';

/** A training job that fails at once: its image is not one that this machine has. */
async function job(name: string, rate: string, channels: readonly [string, string][], tag: string) {
  await sm.createTrainingJob({
    TrainingJobName: name,
    RoleArn: ROLE,
    AlgorithmSpecification: { TrainingImage: 'nowhere/image:1', TrainingInputMode: 'File' },
    HyperParameters: { learning_rate: rate, 'sagemaker.program': '"train.py"', optimizer: `opt-${name}` },
    InputDataConfig: channels.map(([ChannelName, S3Uri]) => ({
      ChannelName,
      DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri } },
    })),
    OutputDataConfig: { S3OutputPath: 's3://no-such-bucket/out' },
    ResourceConfig: {
      InstanceType: 'ml.m5.large',
      InstanceCount: channels.length,
      VolumeSizeInGB: 10,
    },
    StoppingCondition: { MaxRuntimeInSeconds: 3600 },
    Tags: [{ Key: 'team.name', Value: tag }],
  });
  await until(
    () => sm.describeTrainingJob({ TrainingJobName: name }),
    (found) => found.TrainingJobStatus === 'Failed',
  );
}

beforeAll(async () => {
  engine = await startEngine('--status-delay', '0');
  sm = new SageMaker(engine.clientConfig);
  await job('a-job', '0.1', [['train', 's3://data/cats']], 'red');
  const both: [string, string][] = [
    ['train', 's3://data/dogs'],
    ['test', 's3://data/cats'],
  ];
  await job('b-job', '0.5', both, 'blue');
  await job('c-job', '1.7', [['other', 's3://data/fish']], 'red');
});
afterAll(async () => {
  sm.destroy();
  await engine.stop();
});

async function names(expression: SearchExpression | undefined, more: object = {}): Promise<string[]> {
  const found = await sm.search({
    Resource: 'TrainingJob',
    SearchExpression: expression,
    SortBy: 'TrainingJobName',
    SortOrder: 'Ascending',
    ...more,
  });
  return (found.Results ?? []).map((one) => one.TrainingJob?.TrainingJobName?.charAt(0) ?? '?');
}

const where = (...Filters: Filter[]) => names({ Filters });

describe('filters', () => {
  it('compare names, tags, hyperparameters, numbers and times', async () => {
    expect(await names(undefined)).toEqual(['a', 'b', 'c']);
    expect(await where({ Name: 'TrainingJobName', Value: 'b-job' })).toEqual(['b']);
    expect(await where({ Name: 'TrainingJobName', Operator: 'NotEquals', Value: 'b-job' })).toEqual([
      'a',
      'c',
    ]);
    expect(await where({ Name: 'TrainingJobName', Operator: 'Contains', Value: 'job' })).toHaveLength(3);
    expect(await where({ Name: 'TrainingJobName', Operator: 'In', Value: 'a-job, c-job' })).toEqual([
      'a',
      'c',
    ]);
    expect(await where({ Name: 'Tags.team.name', Operator: 'Equals', Value: 'red' })).toEqual(['a', 'c']);
    const rate = (Operator: Filter['Operator'], Value: string) =>
      where({ Name: 'HyperParameters.learning_rate', Operator, Value });
    expect(await rate('LessThan', '0.5')).toEqual(['a']);
    expect(await rate('LessThanOrEqualTo', '0.5')).toEqual(['a', 'b']);
    // Asked with an integer, decimals are integers.
    expect(await rate('GreaterThanOrEqualTo', '1')).toEqual(['c']);
    expect(await rate('GreaterThan', '1')).toEqual([]);
    expect(await where({ Name: 'HyperParameters.sagemaker.program', Value: '"train.py"' })).toHaveLength(3);
    expect(
      await where({ Name: 'ResourceConfig.InstanceCount', Operator: 'GreaterThan', Value: '1' }),
    ).toEqual(['b']);
    expect(
      await where({ Name: 'CreationTime', Operator: 'GreaterThan', Value: '2020-01-01T00:00:00' }),
    ).toHaveLength(3);
    expect(await where({ Name: 'CreationTime', Operator: 'LessThan', Value: '2020-01-01' })).toEqual([]);
    expect(await where({ Name: 'FailureReason', Operator: 'Exists' })).toHaveLength(3);
    expect(await where({ Name: 'ModelArtifacts.S3ModelArtifacts', Operator: 'NotExists' })).toHaveLength(3);
    expect(await where({ Name: 'CheckpointConfig', Operator: 'Exists' })).toEqual([]);
    expect(await where({ Name: 'EnableNetworkIsolation', Value: 'false' })).toHaveLength(3);
    expect(await where({ Name: 'InputDataConfig.1.ChannelName', Value: 'test' })).toEqual(['b']);
  });

  it('combine with And, Or, nested filters and subexpressions', async () => {
    const cats = {
      Name: 'InputDataConfig.DataSource.S3DataSource.S3Uri',
      Operator: 'Contains',
      Value: 'cats',
    } as const;
    const train = { Name: 'InputDataConfig.ChannelName', Value: 'train' };
    // Some channel is called train and some has cats: not the same one in b.
    expect(await where(cats, train)).toEqual(['a', 'b']);
    const nested = { NestedPropertyName: 'InputDataConfig', Filters: [cats, train] };
    expect(await names({ NestedFilters: [nested] })).toEqual(['a']);
    const c = { Name: 'TrainingJobName', Value: 'c-job' };
    expect(await names({ Operator: 'Or', Filters: [c], NestedFilters: [nested] })).toEqual(['a', 'c']);
    expect(
      await names({
        Filters: [{ Name: 'Tags.team.name', Value: 'red' }],
        SubExpressions: [
          { Operator: 'Or', Filters: [c, { Name: 'TrainingJobName', Value: 'b-job' }] },
          { Filters: [{ Name: 'TrainingJobStatus', Value: 'Failed' }] },
        ],
      }),
    ).toEqual(['c']);
  });

  it('refuse what cannot be compared', async () => {
    const refused = (filter: Filter, message: string) =>
      expect(where(filter)).rejects.toMatchObject({
        name: 'ValidationException',
        message: expect.stringContaining(message) as string,
      });
    await refused({ Name: 'Nothing', Value: 'x' }, 'Unknown property name: Nothing');
    await refused({ Name: 'ResourceConfig.Nothing', Value: 'x' }, 'Unknown property');
    await refused({ Name: 'TrainingJobName', Operator: 'GreaterThan', Value: 'a' }, 'not supported');
    await refused({ Name: 'CreationTime', Operator: 'Contains', Value: '2' }, 'only supported for text');
    await refused({ Name: 'CreationTime', Operator: 'LessThan', Value: 'soon' }, 'ISO 8601');
    await refused({ Name: 'BillableTimeInSeconds', Operator: 'LessThan', Value: 'ten' }, 'a number');
    await refused({ Name: 'TrainingJobName' }, 'needs a value');
    await refused({ Name: 'ResourceConfig', Value: 'x' }, 'has parts');
    await expect(names({})).rejects.toThrow('needs a filter');
    const contains = { Name: 'TrainingJobName', Operator: 'Contains', Value: 'a' } as const;
    await expect(where(contains, contains)).rejects.toThrow('usage limit of 1 exceeded');
    const twenty = { Filters: Array.from({ length: 20 }, () => ({ Name: 'TrainingJobName', Value: 'a' })) };
    await expect(names({ SubExpressions: [twenty, twenty, twenty] })).rejects.toThrow('at most 50');
    await expect(
      names({ NestedFilters: [{ NestedPropertyName: 'ResourceConfig', Filters: [contains] }] }),
    ).rejects.toThrow('no list');
    await expect(names(undefined, { SortBy: 'Nothing' })).rejects.toThrow('Unknown property');
  });
});

describe('results', () => {
  it('are sorted by any property, in pages that do not shift, with a total', async () => {
    expect(await names(undefined, { SortBy: 'HyperParameters.learning_rate' })).toEqual(['a', 'b', 'c']);
    expect(await names(undefined, { SortBy: undefined, SortOrder: 'Ascending' })).toEqual(['a', 'b', 'c']);
    const query = {
      Resource: 'TrainingJob',
      SortBy: 'TrainingJobName',
      SortOrder: 'Descending',
      MaxResults: 2,
    } as const;
    const first = await sm.search(query);
    expect(first.TotalHits).toEqual({ Value: 3, Relation: 'EqualTo' });
    expect(first.Results?.map((one) => one.TrainingJob?.TrainingJobName)).toEqual(['c-job', 'b-job']);
    const last = await sm.search({ ...query, NextToken: first.NextToken });
    expect(last.Results?.map((one) => one.TrainingJob?.TrainingJobName)).toEqual(['a-job']);
    expect(last.NextToken).toBeUndefined();
    await expect(sm.search({ ...query, SortOrder: 'Ascending', NextToken: first.NextToken })).rejects.toThrow(
      'Invalid NextToken',
    );
    const crossed = await sm.search({ ...query, CrossAccountFilterOption: 'CrossAccount' });
    expect(crossed.Results).toEqual([]);
    const visible = await names(undefined, {
      VisibilityConditions: [{ Key: 'team.name', Value: 'blue' }],
    });
    expect(visible).toEqual(['b']);
    expect(last.Results?.[0]?.TrainingJob).toMatchObject({
      HyperParameters: { learning_rate: '0.1' },
      Tags: [{ Key: 'team.name', Value: 'red' }],
    });
  });

  it('are of every kind that AWS can search', async () => {
    await sm.createExperiment({ ExperimentName: 'e', DisplayName: 'Sea-e' });
    await sm.createTrial({ TrialName: 't', ExperimentName: 'e' });
    await sm.createTrialComponent({
      TrialComponentName: 'tc',
      Parameters: { depth: { NumberValue: 7 } },
      InputArtifacts: { data: { Value: 's3://deep' } },
    });
    await sm.associateTrialComponent({ TrialName: 't', TrialComponentName: 'tc' });
    await sm.createModelPackageGroup({ ModelPackageGroupName: 'group' });
    await sm.createModelPackage({
      ModelPackageGroupName: 'group',
      CustomerMetadataProperties: { stage: 'gold' },
    });
    await sm.createProject({ ProjectName: 'project' });
    await sm.createImage({ ImageName: 'image', RoleArn: ROLE });
    await sm.createModel({
      ModelName: 'model',
      ExecutionRoleArn: ROLE,
      PrimaryContainer: { Image: 'image:1' },
      Tags: [{ Key: 'stage', Value: 'gold' }],
    });
    await sm.createEndpointConfig({
      EndpointConfigName: 'config',
      ProductionVariants: [
        { VariantName: 'v', ModelName: 'model', InstanceType: 'ml.m5.large', InitialInstanceCount: 1 },
      ],
    });
    await sm.createEndpoint({ EndpointName: 'endpoint', EndpointConfigName: 'config' });
    await sm.createModelCard({
      ModelCardName: 'card',
      ModelCardStatus: 'Draft',
      Content: JSON.stringify({
        model_overview: { model_id: 'model' },
        intended_uses: { risk_rating: 'High' },
      }),
    });
    await sm.createFeatureGroup({
      FeatureGroupName: 'features',
      RecordIdentifierFeatureName: 'id',
      EventTimeFeatureName: 'time',
      FeatureDefinitions: [
        { FeatureName: 'id', FeatureType: 'String' },
        { FeatureName: 'time', FeatureType: 'Fractional' },
      ],
      OnlineStoreConfig: { EnableOnlineStore: true },
    });
    const one = async (Resource: ResourceType, Name: string, Value: string) => {
      const found = await sm.search({ Resource, SearchExpression: { Filters: [{ Name, Value }] } });
      expect(found.TotalHits?.Value, `${Resource} by ${Name}`).toBe(1);
      const none = await sm.search({
        Resource,
        SearchExpression: { Filters: [{ Name, Operator: 'NotEquals', Value }] },
      });
      const all = await sm.search({ Resource });
      expect(none.TotalHits?.Value).toBe((all.TotalHits?.Value ?? 0) - 1);
      return found.Results?.[0];
    };
    expect((await one('Experiment', 'DisplayName', 'Sea-e'))?.Experiment?.ExperimentName).toBe('e');
    const trial = await one('ExperimentTrial', 'TrialComponentSummaries.TrialComponentName', 'tc');
    expect(trial?.Trial?.TrialName).toBe('t');
    const component = await one('ExperimentTrialComponent', 'Parents.ExperimentName', 'e');
    expect(component?.TrialComponent?.Parents).toEqual([{ TrialName: 't', ExperimentName: 'e' }]);
    await one('ExperimentTrialComponent', 'Parameters.depth', '7');
    await one('ExperimentTrialComponent', 'InputArtifacts.data.Value', 's3://deep');
    await one('ModelPackageGroup', 'ModelPackageGroupName', 'group');
    const version = await one('ModelPackage', 'CustomerMetadataProperties.stage', 'gold');
    expect(version?.ModelPackage?.ModelPackageVersion).toBe(1);
    await one('Project', 'ProjectName', 'project');
    // AWS's search record has no member for images.
    expect(await one('Image', 'ImageName', 'image')).toEqual({});
    const dashboard = await one('Model', 'Model.Tags.stage', 'gold');
    expect(dashboard?.Model?.Model?.ModelName).toBe('model');
    expect(dashboard?.Model?.Endpoints?.map((endpoint) => endpoint.EndpointName)).toEqual(['endpoint']);
    expect(dashboard?.Model?.ModelCard?.ModelCardName).toBe('card');
    await one('Model', 'Endpoints.EndpointName', 'endpoint');
    await one('Endpoint', 'EndpointConfigName', 'config');
    expect((await one('ModelCard', 'RiskRating', 'High'))?.ModelCard?.ModelCardName).toBe('card');
    await one('FeatureGroup', 'RecordIdentifierFeatureName', 'id');
    await sm.updateFeatureMetadata({
      FeatureGroupName: 'features',
      FeatureName: 'time',
      ParameterAdditions: [{ Key: 'unit', Value: 's' }],
    });
    const feature = await one('FeatureMetadata', 'Parameters.unit', 's');
    expect(feature?.FeatureMetadata?.FeatureType).toBe('Fractional');
    await sm.createPipeline({
      PipelineName: 'pipeline',
      ClientRequestToken: 'c'.repeat(32),
      RoleArn: ROLE,
      PipelineDefinition: JSON.stringify({
        Version: '2020-12-01',
        Steps: [{ Name: 'end', Type: 'Fail', Arguments: { ErrorMessage: 'so it goes' } }],
      }),
    });
    const run = await sm.startPipelineExecution({
      PipelineName: 'pipeline',
      PipelineExecutionDisplayName: 'first',
      ClientRequestToken: 'e'.repeat(32),
    });
    expect((await one('Pipeline', 'PipelineName', 'pipeline'))?.Pipeline?.RoleArn).toBe(ROLE);
    const execution = await one('PipelineExecution', 'PipelineExecutionDisplayName', 'first');
    expect(execution?.PipelineExecution?.PipelineExecutionArn).toBe(run.PipelineExecutionArn);
    await one('PipelineVersion', 'PipelineVersionId', '1');
    for (const Resource of ['ImageVersion', 'HyperParameterTuningJob'] as const) {
      expect((await sm.search({ Resource })).TotalHits?.Value).toBe(0);
    }
    const contains = (Name: string, Value: string) => ({ Name, Operator: 'Contains', Value }) as const;
    // Experiments may be asked for what they contain more than once.
    const several = await sm.search({
      Resource: 'Experiment',
      SearchExpression: { Filters: [contains('DisplayName', 'Sea'), contains('DisplayName', 'e')] },
    });
    expect(several.TotalHits?.Value).toBe(1);
  });
});

describe('suggestions', () => {
  it('are the properties that there are, by how they begin', async () => {
    const suggest = async (Resource: ResourceType, PropertyNameHint: string) => {
      const found = await sm.getSearchSuggestions({
        Resource,
        SuggestionQuery: { PropertyNameQuery: { PropertyNameHint } },
      });
      return found.PropertyNameSuggestions?.map((one) => one.PropertyName);
    };
    expect(await suggest('TrainingJob', 'HyperParameters.')).toEqual([
      'HyperParameters.learning_rate',
      'HyperParameters.optimizer',
      'HyperParameters.sagemaker.program',
    ]);
    expect(await suggest('TrainingJob', 'tags.')).toEqual(['Tags.team.name']);
    expect(await suggest('TrainingJob', 'InputDataConfig.Ch')).toEqual(['InputDataConfig.ChannelName']);
    expect(await suggest('TrainingJob', 'Nothing')).toEqual([]);
    const all = (await suggest('TrainingJob', 'Input')) ?? [];
    for (const name of all) {
      const found = await where({ Name: name ?? '', Operator: 'Exists' });
      expect(found.length, name).toBeGreaterThan(0);
    }
  });
});

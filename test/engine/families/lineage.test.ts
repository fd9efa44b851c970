import { SageMaker } from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine } from '../harness.ts';
import { complete } from './complete.ts';

let engine: TestEngine;
let sm: SageMaker;
const ARN = 'arn:aws:sagemaker:us-east-1:000000000000';

beforeAll(async () => {
  engine = await startEngine('--status-delay', '0');
  sm = new SageMaker(engine.clientConfig);
  complete(sm);
});
afterAll(async () => {
  sm.destroy();
  await engine.stop();
});

async function artifact(uri: string, type = 'DataSet', more: object = {}): Promise<string> {
  const { ArtifactArn } = await sm.createArtifact({
    ArtifactName: uri.replace(/\W+/g, '-'),
    Source: { SourceUri: uri },
    ArtifactType: type,
    ...more,
  });
  return ArtifactArn ?? '';
}

describe('artifacts', () => {
  it('are unique by their source, updated, listed and deleted', async () => {
    const arn = await artifact('s3://data/a', 'DataSet', { Properties: { rows: '3', old: 'x' } });
    expect(arn).toMatch(/:artifact\/[0-9a-f]{32}$/);
    await expect(artifact('s3://data/a')).rejects.toThrow('already exists');
    await sm.updateArtifact({ ArtifactArn: arn, ArtifactName: 'renamed', PropertiesToRemove: ['old'] });
    expect(await sm.describeArtifact({ ArtifactArn: arn })).toMatchObject({
      ArtifactName: 'renamed',
      ArtifactType: 'DataSet',
      Properties: { rows: '3' },
      Source: { SourceUri: 's3://data/a' },
      LineageGroupArn: `${ARN}:lineage-group/sagemaker-default-lineage-group`,
    });
    const found = await sm.listArtifacts({ SourceUri: 's3://data/a' });
    expect(found.ArtifactSummaries?.map((one) => one.ArtifactArn)).toEqual([arn]);
    expect((await sm.listArtifacts({ ArtifactType: 'Model' })).ArtifactSummaries).toEqual([]);
    expect(await sm.deleteArtifact({ Source: { SourceUri: 's3://data/a' } })).toMatchObject({
      ArtifactArn: arn,
    });
    await expect(sm.describeArtifact({ ArtifactArn: arn })).rejects.toMatchObject({
      name: 'ResourceNotFound',
    });
  });
});

describe('actions and contexts', () => {
  it('are created, updated, listed and deleted', async () => {
    const source = { Source: { SourceUri: 's3://where', SourceType: 'S3' } };
    await sm.createAction({ ActionName: 'approve', ActionType: 'Approval', ...source });
    await sm.updateAction({ ActionName: 'approve', Status: 'Completed', Properties: { by: 'ann' } });
    expect(await sm.describeAction({ ActionName: `${ARN}:action/approve` })).toMatchObject({
      Status: 'Completed',
      ActionType: 'Approval',
      Properties: { by: 'ann' },
    });
    const actions = async (filter: object) =>
      (await sm.listActions(filter)).ActionSummaries?.map((one) => one.ActionName);
    expect(await actions({ ActionType: 'Approval', SourceUri: 's3://where' })).toEqual(['approve']);
    expect(await actions({ ActionType: 'Other' })).toEqual([]);
    await sm.deleteAction({ ActionName: 'approve' });
    await expect(sm.describeAction({ ActionName: 'approve' })).rejects.toMatchObject({
      name: 'ResourceNotFound',
    });

    await sm.createContext({
      ContextName: 'shop',
      ContextType: 'Endpoint',
      ...source,
      Properties: { a: '1' },
    });
    await sm.updateContext({ ContextName: 'shop', Description: 'front', Properties: { b: '2' } });
    const context = await sm.describeContext({ ContextName: 'shop' });
    expect(context).toMatchObject({ Description: 'front', ContextType: 'Endpoint' });
    // A new list of properties overwrites the old.
    expect(context.Properties).toEqual({ b: '2' });
    const contexts = await sm.listContexts({ ContextType: 'Endpoint' });
    expect(contexts.ContextSummaries?.map((one) => one.ContextName)).toEqual(['shop']);
    await sm.deleteContext({ ContextName: 'shop' });
    await expect(sm.describeContext({ ContextName: 'shop' })).rejects.toMatchObject({
      name: 'ResourceNotFound',
    });
  });
});

describe('associations and queries', () => {
  it('lead from data to model and back', async () => {
    const raw = await artifact('s3://lake/raw');
    const clean = await artifact('s3://lake/clean');
    const model = await artifact('s3://lake/model.tar.gz', 'Model', { Properties: { quality: 'good' } });
    const { TrialComponentArn: job = '' } = await sm.createTrialComponent({ TrialComponentName: 'job' });
    const { ContextArn: endpoint = '' } = await sm.createContext({
      ContextName: 'endpoint',
      ContextType: 'Endpoint',
      Source: { SourceUri: 'arn:endpoint' },
    });
    const add = (SourceArn: string, DestinationArn: string, type: string) =>
      sm.addAssociation({ SourceArn, DestinationArn, AssociationType: type as 'Produced' });
    await add(raw, clean, 'DerivedFrom');
    await add(clean, job, 'ContributedTo');
    await add(job, model, 'Produced');
    await add(model, endpoint, 'AssociatedWith');
    await expect(add(raw, clean, 'DerivedFrom')).rejects.toThrow('already exists');
    await expect(add(raw, `${ARN}:artifact/none`, 'Produced')).rejects.toMatchObject({
      name: 'ResourceNotFound',
    });

    const listed = await sm.listAssociations({ SourceArn: clean });
    expect(listed.AssociationSummaries).toMatchObject([
      {
        DestinationArn: job,
        AssociationType: 'ContributedTo',
        SourceType: 'DataSet',
        SourceName: 's3-lake-clean',
        DestinationName: 'job',
      },
    ]);
    const produced = await sm.listAssociations({ AssociationType: 'Produced', DestinationType: 'Model' });
    expect(produced.AssociationSummaries?.map((one) => one.SourceArn)).toEqual([job]);
    const ordered = await sm.listAssociations({ SortBy: 'SourceArn', SortOrder: 'Ascending' });
    const sources = ordered.AssociationSummaries?.map((one) => one.SourceArn) ?? [];
    expect(sources).toEqual([...sources].sort());

    const arns = async (query: object) => {
      const answer = await sm.queryLineage({ IncludeEdges: false, ...query });
      return answer.Vertices?.map((vertex) => vertex.Arn);
    };
    const up = { StartArns: [model], Direction: 'Ascendants' };
    expect(await arns(up)).toEqual([job, clean, raw]);
    expect(await arns({ ...up, MaxDepth: 1 })).toEqual([job]);
    expect(await arns({ StartArns: [clean], Direction: 'Descendants' })).toEqual([job, model, endpoint]);
    expect(await arns({ StartArns: [job], Direction: 'Both' })).toHaveLength(4);
    const filters = { Types: ['DataSet'], LineageTypes: ['Artifact'] };
    expect(await arns({ ...up, Filters: filters })).toEqual([clean, raw]);
    expect(await arns({ Filters: { Properties: { quality: 'good' } } })).toEqual([model]);
    expect(await arns({ ...up, Filters: { CreatedBefore: new Date(0) } })).toEqual([]);

    const edges = await sm.queryLineage({
      StartArns: [endpoint],
      Direction: 'Ascendants',
      IncludeEdges: true,
      Filters: { LineageTypes: ['TrialComponent'] },
    });
    // The path to it comes along.
    expect(edges.Vertices?.map((vertex) => vertex.LineageType)).toEqual([
      'Context',
      'Artifact',
      'TrialComponent',
    ]);
    expect(edges.Edges).toEqual([
      { SourceArn: model, DestinationArn: endpoint, AssociationType: 'AssociatedWith' },
      { SourceArn: job, DestinationArn: model, AssociationType: 'Produced' },
    ]);
    const page = await sm.queryLineage({ ...up, Direction: 'Ascendants', MaxResults: 2 });
    const rest = await sm.queryLineage({
      ...up,
      Direction: 'Ascendants',
      MaxResults: 2,
      NextToken: page.NextToken,
    });
    expect([...(page.Vertices ?? []), ...(rest.Vertices ?? [])]).toHaveLength(4);
    await expect(arns({ StartArns: [`${ARN}:artifact/none`] })).rejects.toMatchObject({
      name: 'ResourceNotFound',
    });

    await expect(sm.deleteArtifact({ ArtifactArn: raw })).rejects.toThrow('delete its associations first');
    const pair = { SourceArn: raw, DestinationArn: clean };
    await sm.deleteAssociation(pair);
    await expect(sm.deleteAssociation(pair)).rejects.toMatchObject({ name: 'ResourceNotFound' });
    await sm.deleteArtifact({ ArtifactArn: raw });
    expect(await arns(up)).toEqual([job, clean]);
  });
});

describe('lineage groups', () => {
  it('are one to a region, which is not shared', async () => {
    const { LineageGroupSummaries } = await sm.listLineageGroups({});
    expect(LineageGroupSummaries).toHaveLength(1);
    const name = LineageGroupSummaries?.[0]?.LineageGroupName ?? '';
    const group = await sm.describeLineageGroup({ LineageGroupName: name });
    expect(group.LineageGroupArn).toBe(LineageGroupSummaries?.[0]?.LineageGroupArn);
    await expect(sm.getLineageGroupPolicy({ LineageGroupName: name })).rejects.toThrow('no resource policy');
    await expect(sm.describeLineageGroup({ LineageGroupName: 'other' })).rejects.toMatchObject({
      name: 'ResourceNotFound',
    });
    const none = await sm.listLineageGroups({ CreatedBefore: new Date(0) });
    expect(none.LineageGroupSummaries).toEqual([]);
  });
});

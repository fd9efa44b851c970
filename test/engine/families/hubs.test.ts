import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { SageMaker } from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine, until } from '../harness.ts';
import { complete } from './complete.ts';

let engine: TestEngine;
let sm: SageMaker;
const ARN = 'arn:aws:sagemaker:us-east-1:000000000000';

beforeAll(async () => {
  engine = await startEngine('--status-delay', '0.2');
  sm = new SageMaker(engine.clientConfig);
  complete(sm);
});
afterAll(async () => {
  sm.destroy();
  await engine.stop();
});

const inService = (HubName: string) =>
  until(
    () => sm.describeHub({ HubName }),
    (hub) => hub.HubStatus === 'InService',
  );

describe('hubs', () => {
  it('are created, updated, listed and deleted when they are empty', async () => {
    const hub = { HubName: 'ours' };
    const { HubArn } = await sm.createHub({ ...hub, HubDescription: 'models', HubSearchKeywords: ['a'] });
    expect(HubArn).toBe(`${ARN}:hub/ours`);
    expect((await sm.describeHub(hub)).HubStatus).toBe('Creating');
    await inService('ours');
    await expect(sm.createHub({ ...hub, HubDescription: 'x' })).rejects.toMatchObject({
      name: 'ResourceInUse',
    });
    await sm.updateHub({ ...hub, HubDisplayName: 'Ours' });
    expect(await inService('ours')).toMatchObject({ HubDisplayName: 'Ours', HubDescription: 'models' });
    expect((await sm.listHubs({ NameContains: 'our' })).HubSummaries?.map((one) => one.HubArn)).toEqual([
      HubArn,
    ]);
    expect((await sm.listHubs({ CreationTimeBefore: new Date(0) })).HubSummaries).toEqual([]);
    await importing('ours', 'thing', '1.0.0');
    await expect(sm.deleteHub(hub)).rejects.toMatchObject({ name: 'ResourceInUse' });
    await sm.deleteHubContent({
      ...hub,
      HubContentType: 'Model',
      HubContentName: 'thing',
      HubContentVersion: '1.0.0',
    });
    await sm.deleteHub({ HubName: HubArn });
    await expect(
      until(
        () => sm.describeHub(hub),
        () => false,
      ),
    ).rejects.toMatchObject({
      name: 'ResourceNotFound',
    });
  });
});

function importing(HubName: string, HubContentName: string, HubContentVersion?: string, document = '{}') {
  return sm.importHubContent({
    HubName,
    HubContentName,
    HubContentType: 'Model',
    HubContentVersion,
    DocumentSchemaVersion: '2.0.0',
    HubContentDocument: document,
  });
}

describe('hub contents', () => {
  it('have versions of which the newest is shown', async () => {
    await sm.createHub({ HubName: 'lib', HubDescription: 'x' });
    const { HubContentArn, HubArn } = await importing('lib', 'bert', '1.9.0');
    expect(HubContentArn).toBe(`${ARN}:hub-content/lib/Model/bert/1.9.0`);
    await importing(HubArn ?? '', 'bert', '1.10.0');
    await importing('lib', 'bert');
    await importing('lib', 'gpt');
    await expect(importing('lib', 'bert', '1.9.0')).rejects.toMatchObject({ name: 'ResourceInUse' });
    await expect(importing('none', 'bert')).rejects.toMatchObject({ name: 'ResourceNotFound' });
    await expect(importing('lib', 'x', '1.0.0', 'no JSON')).rejects.toThrow('not a JSON object');
    const content = { HubName: 'lib', HubContentType: 'Model', HubContentName: 'bert' } as const;
    expect(await sm.describeHubContent(content)).toMatchObject({
      HubContentVersion: '1.10.1',
      HubName: 'lib',
      HubArn: `${ARN}:hub/lib`,
      DocumentSchemaVersion: '2.0.0',
    });
    await until(
      () => sm.describeHubContent({ ...content, HubContentVersion: '1.9.0' }),
      (found) => found.HubContentStatus === 'Available',
    );
    const list = { HubName: HubArn, HubContentType: 'Model' } as const;
    const contents = await sm.listHubContents({ ...list, SortBy: 'HubContentName', SortOrder: 'Ascending' });
    expect(contents.HubContentSummaries?.map((one) => [one.HubContentName, one.HubContentVersion])).toEqual([
      ['bert', '1.10.1'],
      ['gpt', '1.0.0'],
    ]);
    expect((await sm.listHubContents({ ...list, MaxSchemaVersion: '1.0.0' })).HubContentSummaries).toEqual(
      [],
    );
    const notebooks = await sm.listHubContents({ ...list, HubContentType: 'Notebook' });
    expect(notebooks.HubContentSummaries).toEqual([]);
    const versions = await sm.listHubContentVersions({ ...content, MinVersion: '1.10.0' });
    expect(versions.HubContentSummaries?.map((one) => one.HubContentVersion)).toEqual(['1.10.1', '1.10.0']);
    await sm.updateHubContent({
      ...content,
      HubContentVersion: '1.9.0',
      HubContentDescription: 'old',
      SupportStatus: 'Deprecated',
    });
    expect(await sm.describeHubContent({ ...content, HubContentVersion: '1.9.0' })).toMatchObject({
      HubContentDescription: 'old',
      SupportStatus: 'Deprecated',
    });
    await sm.deleteHubContent({ ...content, HubContentVersion: '1.10.1' });
    expect((await sm.describeHubContent(content)).HubContentVersion).toBe('1.10.0');
  });

  it('can be references to public models', async () => {
    await sm.createHub({ HubName: 'refs', HubDescription: 'x' });
    const source = 'arn:aws:sagemaker:us-east-1:aws:hub-content/SageMakerPublicHub/Model/llama';
    const create = { HubName: 'refs', SageMakerPublicHubContentArn: source, MinVersion: '1.2.0' };
    await sm.createHubContentReference(create);
    await expect(sm.createHubContentReference(create)).rejects.toMatchObject({ name: 'ResourceInUse' });
    const reference = {
      HubName: 'refs',
      HubContentType: 'ModelReference',
      HubContentName: 'llama',
    } as const;
    expect(await sm.describeHubContent(reference)).toMatchObject({
      SageMakerPublicHubContentArn: source,
      ReferenceMinVersion: '1.2.0',
    });
    await sm.updateHubContentReference({ ...reference, MinVersion: '1.3.0' });
    expect((await sm.describeHubContent(reference)).ReferenceMinVersion).toBe('1.3.0');
    await expect(sm.createHubContentPresignedUrls(reference)).rejects.toThrow('No artifact');
    await sm.deleteHubContentReference(reference);
    await expect(sm.describeHubContent(reference)).rejects.toMatchObject({ name: 'ResourceNotFound' });
  });

  it('have artifacts that can be fetched with presigned URLs', async () => {
    await engine.s3.send(new CreateBucketCommand({ Bucket: 'weights' }));
    for (const [Key, Body] of [
      ['bert/model.bin', 'weights'],
      ['bert/sub dir/config.json', '{"a":1}'],
      ['other.txt', 'no'],
    ] as const) {
      await engine.s3.send(new PutObjectCommand({ Bucket: 'weights', Key, Body }));
    }
    await sm.createHub({ HubName: 'files', HubDescription: 'x' });
    const document = JSON.stringify({
      HostingArtifactUri: 's3://weights/bert/',
      HostingEulaUri: 's3://eula',
    });
    await importing('files', 'bert', '1.0.0', document);
    const content = { HubName: 'files', HubContentType: 'Model', HubContentName: 'bert' } as const;
    await expect(sm.createHubContentPresignedUrls(content)).rejects.toThrow('AcceptEula');
    const access = { ...content, AccessConfig: { AcceptEula: true } };
    const page = await sm.createHubContentPresignedUrls({ ...access, MaxResults: 1 });
    const rest = await sm.createHubContentPresignedUrls({
      ...access,
      MaxResults: 1,
      NextToken: page.NextToken,
    });
    const urls = [...(page.AuthorizedUrlConfigs ?? []), ...(rest.AuthorizedUrlConfigs ?? [])];
    expect(urls.map((one) => one.LocalPath)).toEqual(['model.bin', 'sub dir/config.json']);
    const bodies = await Promise.all(urls.map(async (one) => (await fetch(one.Url ?? '')).text()));
    expect(bodies).toEqual(['weights', '{"a":1}']);
  });
});

import { SageMaker } from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine, until } from '../harness.ts';
import { complete } from './complete.ts';

let engine: TestEngine;
let sm: SageMaker;
const RoleArn = 'arn:aws:iam::000000000000:role/SageMaker';
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

describe('images', () => {
  it('are created, updated, listed and deleted with their versions', async () => {
    const image = { ImageName: 'tools' };
    await sm.createImage({ ...image, RoleArn, Description: 'mine', DisplayName: 'Tools' });
    expect(await sm.describeImage(image)).toMatchObject({
      ImageArn: `${ARN}:image/tools`,
      ImageStatus: 'CREATING',
      Description: 'mine',
    });
    await expect(sm.createImage({ ...image, RoleArn })).rejects.toMatchObject({ name: 'ResourceInUse' });
    await until(
      () => sm.describeImage(image),
      (found) => found.ImageStatus === 'CREATED',
    );
    await sm.updateImage({ ...image, DisplayName: 'Better tools', DeleteProperties: ['Description'] });
    const updated = await sm.describeImage(image);
    expect(updated.DisplayName).toBe('Better tools');
    expect(updated.Description).toBeUndefined();
    await sm.createImage({ ImageName: 'axes', RoleArn });
    const listed = await sm.listImages({ SortBy: 'IMAGE_NAME', SortOrder: 'ASCENDING' });
    expect(listed.Images?.map((one) => one.ImageName)).toEqual(['axes', 'tools']);
    expect((await sm.listImages({ NameContains: 'too' })).Images).toHaveLength(1);
    await sm.createImageVersion({ ...image, BaseImage: 'base:1' });
    await sm.deleteImage(image);
    expect((await sm.describeImage(image)).ImageStatus).toBe('DELETING');
    await expect(
      until(
        () => sm.describeImage(image),
        () => false,
      ),
    ).rejects.toMatchObject({ name: 'ResourceNotFound' });
    await expect(sm.describeImageVersion({ ...image, Version: 1 })).rejects.toMatchObject({
      name: 'ResourceNotFound',
    });
  });

  it('have numbered versions, which aliases name', async () => {
    const image = { ImageName: 'kernels' };
    await expect(sm.createImageVersion({ ...image, BaseImage: 'base:1' })).rejects.toMatchObject({
      name: 'ResourceNotFound',
    });
    await sm.createImage({ ...image, RoleArn });
    const first = await sm.createImageVersion({ ...image, BaseImage: 'base:1', Aliases: ['old', 'safe'] });
    const second = { ...image, BaseImage: 'base:2', JobType: 'NOTEBOOK_KERNEL', ClientToken: 'a-token-of-2' };
    const { ImageVersionArn } = await sm.createImageVersion({ ...second, JobType: 'NOTEBOOK_KERNEL' });
    expect(first.ImageVersionArn).toBe(`${ARN}:image-version/kernels/1`);
    // The same token is the same request.
    expect((await sm.createImageVersion({ ...second, JobType: 'NOTEBOOK_KERNEL' })).ImageVersionArn).toBe(
      ImageVersionArn,
    );
    const newest = await until(
      () => sm.describeImageVersion(image),
      (found) => found.ImageVersionStatus === 'CREATED',
    );
    expect(newest).toMatchObject({
      Version: 2,
      BaseImage: 'base:2',
      JobType: 'NOTEBOOK_KERNEL',
      ImageArn: `${ARN}:image/kernels`,
    });
    expect((await sm.describeImageVersion({ ...image, Alias: 'safe' })).Version).toBe(1);
    await expect(
      sm.createImageVersion({ ...image, BaseImage: 'base:3', Aliases: ['safe'] }),
    ).rejects.toMatchObject({ name: 'ResourceInUse' });
    await sm.updateImageVersion({
      ...image,
      Version: 1,
      AliasesToDelete: ['old'],
      AliasesToAdd: ['first'],
      ReleaseNotes: 'works',
      VendorGuidance: 'STABLE',
    });
    expect(await sm.describeImageVersion({ ...image, Alias: 'first' })).toMatchObject({
      Version: 1,
      ReleaseNotes: 'works',
      VendorGuidance: 'STABLE',
    });
    expect((await sm.listAliases(image)).SageMakerImageVersionAliases).toEqual(['first', 'safe']);
    expect((await sm.listAliases({ ...image, Version: 2 })).SageMakerImageVersionAliases).toEqual([]);
    const versions = await sm.listImageVersions({ ...image, SortBy: 'VERSION', SortOrder: 'ASCENDING' });
    expect(versions.ImageVersions?.map((one) => one.Version)).toEqual([1, 2]);
    await sm.deleteImageVersion({ ...image, Version: 2 });
    await expect(
      until(
        () => sm.describeImageVersion({ ...image, Version: 2 }),
        () => false,
      ),
    ).rejects.toMatchObject({ name: 'ResourceNotFound' });
    // A number is not given again.
    const third = await sm.createImageVersion({ ...image, BaseImage: 'base:3' });
    expect(third.ImageVersionArn).toBe(`${ARN}:image-version/kernels/3`);
    await expect(sm.listImageVersions({ ImageName: 'none' })).rejects.toMatchObject({
      name: 'ResourceNotFound',
    });
  });
});

import { SageMaker } from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine, until } from '../harness.ts';
import { complete } from './complete.ts';

let engine: TestEngine;
let sm: SageMaker;
const ARN = 'arn:aws:sagemaker:us-east-1:000000000000';

beforeAll(async () => {
  // What is under way is looked at in the midst of it: a busy machine needs a second for that.
  engine = await startEngine('--status-delay', '2');
  sm = new SageMaker(engine.clientConfig);
  complete(sm);
});
afterAll(async () => {
  sm.destroy();
  await engine.stop();
});

const settled = (ProjectName: string) =>
  until(
    () => sm.describeProject({ ProjectName }),
    (found) => !found.ProjectStatus?.endsWith('InProgress'),
  );

describe('projects', () => {
  it('are created, updated, listed and deleted', async () => {
    const project = { ProjectName: 'reef' };
    const { ProjectId, ProjectArn } = await sm.createProject({ ...project, ProjectDescription: 'coral' });
    expect(ProjectArn).toBe(`${ARN}:project/reef`);
    expect(ProjectId).toMatch(/^p-[a-z0-9]{12}$/);
    await expect(sm.updateProject({ ...project, ProjectDescription: 'x' })).rejects.toMatchObject({
      name: 'ConflictException',
    });
    expect(await settled('reef')).toMatchObject({
      ProjectId,
      ProjectStatus: 'CreateCompleted',
      ProjectDescription: 'coral',
    });
    await sm.updateProject({
      ...project,
      ProjectDescription: 'more coral',
      Tags: [{ Key: 'sea', Value: 'red' }],
    });
    expect(await settled('reef')).toMatchObject({
      ProjectStatus: 'UpdateCompleted',
      ProjectDescription: 'more coral',
    });
    expect((await sm.listTags({ ResourceArn: ProjectArn })).Tags).toEqual([{ Key: 'sea', Value: 'red' }]);
    const listed = await sm.listProjects({ NameContains: 'ree' });
    expect(listed.ProjectSummaryList?.map((one) => one.ProjectId)).toEqual([ProjectId]);
    expect((await sm.listProjects({ NameContains: 'lake' })).ProjectSummaryList).toEqual([]);
    await expect(sm.createProject(project)).rejects.toThrow('already exists');
    await sm.deleteProject(project);
    expect((await sm.describeProject(project)).ProjectStatus).toBe('DeleteInProgress');
    await expect(
      until(
        () => sm.describeProject(project),
        () => false,
      ),
    ).rejects.toThrow('does not exist');
  });

  it('fail when their template would have to be provisioned', async () => {
    await sm.createProject({
      ProjectName: 'templated',
      ServiceCatalogProvisioningDetails: { ProductId: 'prod-1' },
    });
    const found = await settled('templated');
    expect(found.ProjectStatus).toBe('CreateFailed');
    expect(found.ServiceCatalogProvisionedProductDetails?.ProvisionedProductStatusMessage).toContain(
      'not provisioned',
    );
  });

  it('have templates when the region has them enabled', async () => {
    const status = async () => (await sm.getSagemakerServicecatalogPortfolioStatus({})).Status;
    expect(await status()).toBe('Disabled');
    await sm.enableSagemakerServicecatalogPortfolio({});
    await sm.enableSagemakerServicecatalogPortfolio({});
    expect(await status()).toBe('Enabled');
    await sm.disableSagemakerServicecatalogPortfolio({});
    expect(await status()).toBe('Disabled');
  });
});

describe('code repositories', () => {
  it('are created, updated, listed and deleted', async () => {
    const SecretArn = 'arn:aws:secretsmanager:us-east-1:000000000000:secret:git';
    const repository = { CodeRepositoryName: 'notebooks' };
    await sm.createCodeRepository({
      ...repository,
      GitConfig: { RepositoryUrl: 'https://example.com/git.git', Branch: 'main' },
    });
    await sm.updateCodeRepository({ ...repository, GitConfig: { SecretArn } });
    expect(await sm.describeCodeRepository(repository)).toMatchObject({
      CodeRepositoryArn: `${ARN}:code-repository/notebooks`,
      GitConfig: { RepositoryUrl: 'https://example.com/git.git', Branch: 'main', SecretArn },
    });
    await sm.createCodeRepository({
      CodeRepositoryName: 'another',
      GitConfig: { RepositoryUrl: 'https://example.com/other.git' },
    });
    const listed = await sm.listCodeRepositories({});
    expect(listed.CodeRepositorySummaryList?.map((one) => one.CodeRepositoryName)).toEqual([
      'another',
      'notebooks',
    ]);
    const some = await sm.listCodeRepositories({ NameContains: 'note' });
    expect(some.CodeRepositorySummaryList).toHaveLength(1);
    await sm.deleteCodeRepository(repository);
    await expect(sm.describeCodeRepository(repository)).rejects.toThrow('Cannot find CodeRepository');
  });
});

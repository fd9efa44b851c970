import { CreateBucketCommand, GetObjectCommand } from '@aws-sdk/client-s3';
import { SageMaker } from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine, until } from '../harness.ts';
import { complete } from './complete.ts';

let engine: TestEngine;
let sm: SageMaker;
const content = (description: string) =>
  JSON.stringify({
    model_overview: { model_description: description, model_owner: 'Ann (birds)' },
    intended_uses: { risk_rating: 'Low' },
  });

beforeAll(async () => {
  engine = await startEngine('--status-delay', '0');
  sm = new SageMaker(engine.clientConfig);
  complete(sm);
});
afterAll(async () => {
  sm.destroy();
  await engine.stop();
});

function create(ModelCardName: string) {
  return sm.createModelCard({ ModelCardName, Content: content('first'), ModelCardStatus: 'Draft' });
}

describe('model cards', () => {
  it('keep a version of each update', async () => {
    const { ModelCardArn } = await create('penguins');
    const card = { ModelCardName: 'penguins' };
    await sm.updateModelCard({ ModelCardName: ModelCardArn, Content: content('second') });
    await sm.updateModelCard({ ...card, ModelCardStatus: 'Approved' });
    expect(await sm.describeModelCard(card)).toMatchObject({
      ModelCardArn,
      ModelCardVersion: 3,
      ModelCardStatus: 'Approved',
      Content: content('second'),
    });
    const first = await sm.describeModelCard({ ...card, ModelCardVersion: 1 });
    expect(first).toMatchObject({ ModelCardVersion: 1, ModelCardStatus: 'Draft', Content: content('first') });
    await expect(sm.describeModelCard({ ...card, ModelCardVersion: 4 })).rejects.toMatchObject({
      name: 'ResourceNotFound',
    });
    const versions = await sm.listModelCardVersions({ ModelCardName: ModelCardArn });
    expect(versions.ModelCardVersionSummaryList?.map((one) => one.ModelCardVersion)).toEqual([3, 2, 1]);
    const drafts = await sm.listModelCardVersions({
      ...card,
      ModelCardStatus: 'Draft',
      SortOrder: 'Ascending',
    });
    expect(drafts.ModelCardVersionSummaryList?.map((one) => one.ModelCardVersion)).toEqual([1, 2]);
    const listed = await sm.listModelCards({ NameContains: 'peng', ModelCardStatus: 'Approved' });
    expect(listed.ModelCardSummaries?.map((one) => one.ModelCardName)).toEqual(['penguins']);
    expect((await sm.listModelCards({ ModelCardStatus: 'Draft' })).ModelCardSummaries).toEqual([]);
    await sm.deleteModelCard(card);
    await expect(sm.describeModelCard(card)).rejects.toMatchObject({ name: 'ResourceNotFound' });
    await expect(sm.listModelCardVersions(card)).rejects.toMatchObject({ name: 'ResourceNotFound' });
    // Nothing of the first is left to its successor.
    await create('penguins');
    expect((await sm.listModelCardVersions(card)).ModelCardVersionSummaryList).toHaveLength(1);
  });

  it('refuse what their schema does not have, two changes at once, and changes when archived', async () => {
    const card = { ModelCardName: 'strict' };
    await expect(sm.createModelCard({ ...card, Content: 'no', ModelCardStatus: 'Draft' })).rejects.toThrow(
      'not a JSON object',
    );
    await expect(
      sm.createModelCard({ ...card, Content: '{"mood":{}}', ModelCardStatus: 'Draft' }),
    ).rejects.toThrow('"mood" is no section');
    await create('strict');
    await expect(create('strict')).rejects.toMatchObject({ name: 'ConflictException' });
    await expect(
      sm.updateModelCard({ ...card, Content: content('x'), ModelCardStatus: 'Approved' }),
    ).rejects.toThrow('one call');
    await sm.updateModelCard({ ...card, ModelCardStatus: 'Archived' });
    await expect(sm.updateModelCard({ ...card, Content: content('x') })).rejects.toMatchObject({
      name: 'ConflictException',
    });
  });

  it('are exported to S3 as PDF', async () => {
    await create('exported');
    await engine.s3.send(new CreateBucketCommand({ Bucket: 'cards' }));
    const request = {
      ModelCardName: 'exported',
      ModelCardExportJobName: 'first-export',
      OutputConfig: { S3OutputPath: 's3://cards/out' },
    };
    const { ModelCardExportJobArn } = await sm.createModelCardExportJob(request);
    expect(ModelCardExportJobArn).toMatch(/model-card\/exported\/export-job\/first-export$/);
    const done = await until(
      () => sm.describeModelCardExportJob({ ModelCardExportJobArn }),
      (job) => job.Status !== 'InProgress',
    );
    expect(done).toMatchObject({ Status: 'Completed', ModelCardVersion: 1, ModelCardName: 'exported' });
    const uri = done.ExportArtifacts?.S3ExportArtifacts ?? '';
    const object = await engine.s3.send(
      new GetObjectCommand({ Bucket: 'cards', Key: uri.replace('s3://cards/', '') }),
    );
    const pdf = (await object.Body?.transformToString('latin1')) ?? '';
    expect(pdf.startsWith('%PDF-1.4')).toBe(true);
    expect(pdf).toContain('(  Model owner: Ann \\(birds\\))');
    const startOfTable = Number(/startxref\n(\d+)/.exec(pdf)?.[1]);
    expect(pdf.slice(startOfTable, startOfTable + 4)).toBe('xref');

    await expect(sm.createModelCardExportJob(request)).rejects.toMatchObject({ name: 'ConflictException' });
    await sm.createModelCardExportJob({
      ...request,
      ModelCardExportJobName: 'second-export',
      OutputConfig: { S3OutputPath: 's3://no-such-bucket/out' },
    });
    const jobs = await until(
      () => sm.listModelCardExportJobs({ ModelCardName: 'exported', StatusEquals: 'Failed' }),
      (answer) => answer.ModelCardExportJobSummaries?.length === 1,
    );
    const failed = jobs.ModelCardExportJobSummaries?.[0];
    expect(failed?.ModelCardExportJobName).toBe('second-export');
    const why = await sm.describeModelCardExportJob({
      ModelCardExportJobArn: failed?.ModelCardExportJobArn,
    });
    expect(why.FailureReason).toContain('bucket');
    const named = await sm.listModelCardExportJobs({
      ModelCardName: 'exported',
      ModelCardExportJobNameContains: 'first',
    });
    expect(named.ModelCardExportJobSummaries?.map((job) => job.Status)).toEqual(['Completed']);
    await expect(
      sm.createModelCardExportJob({ ...request, ModelCardVersion: 9, ModelCardExportJobName: 'no' }),
    ).rejects.toMatchObject({ name: 'ResourceNotFound' });
  });
});

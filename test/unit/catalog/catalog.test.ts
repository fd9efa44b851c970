import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as sdk from '@aws-sdk/client-sagemaker';
import { describe, expect, it } from 'vitest';
import { arnTypes } from '../../../src/catalog/arnTypes.ts';
import { kinds } from '../../../src/catalog/catalog.ts';

/** List operations that no kind needs, and why. */
const unused: Readonly<Record<string, string>> = {
  ListJobSchemaVersions: 'schemas to write a job with; they are no resources',
  ListModelCardExportJobs: 'a card’s exports are files in S3, whose records nobody looks for',
  ListModelMetadata: 'models of public zoos that Inference Recommender knows; nobody’s resources',
  ListSubscribedWorkteams: 'teams of vendors from the AWS Marketplace, of other accounts',
  ListUltraServersByReservedCapacity: 'hardware behind a training plan, known to AWS’s support',
};

describe('the catalog', () => {
  it('has exactly one kind for each word of the ARNs', () => {
    expect(kinds.map(({ id }) => id).sort()).toEqual(Object.keys(arnTypes).sort());
  });

  it('names every kind so that it can be told apart', () => {
    for (const property of ['singular', 'plural'] as const) {
      const names = kinds.map((kind) => kind[property]);
      expect(names).toEqual([...new Set(names)]);
    }
  });

  it('leads to every nested kind by a branch', () => {
    const led = new Set(kinds.flatMap(({ branches = [] }) => branches.map(({ kind }) => kind)));
    expect(kinds.filter(({ id, nested }) => nested && !led.has(id)).map(({ id }) => id)).toEqual([]);
  });

  it('uses every List operation of SageMaker, or says why not', async () => {
    const listed = Object.keys(sdk).flatMap((name) => /^(List\w+)Command$/.exec(name)?.[1] ?? []);
    const files = (await readdir('src/catalog', { recursive: true })).filter((file) => file.endsWith('.ts'));
    const texts = await Promise.all(files.map((file) => readFile(join('src/catalog', file), 'utf8')));
    const used = new Set(texts.flatMap((text) => [...text.matchAll(/'(List\w+)'/g)].map(([, name]) => name)));
    expect(listed.length).toBeGreaterThan(70);
    expect(listed.filter((name) => !used.has(name)).sort()).toEqual(Object.keys(unused).sort());
  });
});

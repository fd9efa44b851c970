import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainJson } from '../../../../src/launch/spec/json.ts';
import type { LaunchSpec } from '../../../../src/launch/spec/launchSpec.ts';
import { specToTask, taskToSpec } from '../../../../src/launch/spec/launchTask.ts';
import { taskProperties } from '../../../../src/launch/spec/taskSchema.ts';
import { roleArn, shapes, validSpec } from './samples.ts';

const folder = '/home/me/work';

describe('tasks', () => {
  it('become specs, with paths from the workspace’s folder', () => {
    const { spec, problems } = taskToSpec(
      {
        type: 'sagemaker',
        label: 'Train',
        script: 'train.py',
        sourceFolder: 'penguins',
        hyperparameters: { epochs: 3, layers: [1, 2] },
        channels: {
          train: 'data',
          test: 's3://b/t/',
          more: { path: '${workspaceFolder}/x', options: { InputMode: 'FastFile' } },
        },
        request: { RoleArn: roleArn, ResourceConfig: { InstanceType: 'ml.g5.xlarge' } },
      },
      folder,
    );
    expect(problems).toEqual([]);
    expect(spec).toEqual({
      sourceFolder: '/home/me/work/penguins',
      script: 'train.py',
      hyperparameters: { epochs: 3, layers: [1, 2] },
      channels: [
        { name: 'train', source: { path: '/home/me/work/data' } },
        {
          name: 'test',
          source: {
            dataSource: {
              S3DataSource: {
                S3DataType: 'S3Prefix',
                S3Uri: 's3://b/t/',
                S3DataDistributionType: 'FullyReplicated',
              },
            },
          },
        },
        { name: 'more', source: { path: '${workspaceFolder}/x' }, options: { InputMode: 'FastFile' } },
      ],
      request: {
        RoleArn: roleArn,
        ResourceConfig: { InstanceType: 'ml.g5.xlarge', InstanceCount: 1, VolumeSizeInGB: 30 },
        StoppingCondition: { MaxRuntimeInSeconds: 86400 },
      },
      fallbackInstanceTypes: [],
    });
  });

  it('tell members that are unknown or wrong, by name', () => {
    const { problems } = taskToSpec(
      {
        type: 'sagemaker',
        scripts: 'x',
        script: 3,
        request: [],
        channels: { a: 4, b: { where: 'x', path: 'd' }, c: {} },
        fallbackInstanceTypes: [1],
      },
      folder,
    );
    expect(problems.map(({ member, message }) => `${member}: ${message}`)).toEqual([
      'scripts: There is no "scripts"; a task of type sagemaker has script, sourceFolder, sourceUri, hyperparameters, hyperparameterTexts, channels, distribution, baseJobName, fallbackInstanceTypes, request.',
      'script: A text is needed.',
      'request: An object is needed.',
      'fallbackInstanceTypes: A list of texts is needed.',
      'channels.a: A path, an S3 URI or an object is needed.',
      'channels.b.where: There is no "where"; a channel has path, dataSource, distribution, s3Options, options.',
      'channels.c: It needs a path or a dataSource.',
    ]);
  });

  it('may have all that VS Code itself knows of a task', () => {
    // The properties of `taskConfiguration` in its jsonSchema_v2.ts.
    const own = {
      ...{
        label: 'a',
        taskName: 'a',
        identifier: 'a',
        group: 'build',
        isBackground: false,
        promptOnClose: true,
      },
      ...{ presentation: {}, icon: {}, hide: false, inAgents: false, options: {}, problemMatcher: [] },
      ...{ runOptions: {}, dependsOn: ['b'], dependsOrder: 'sequence', detail: 'a' },
    };
    const { problems } = taskToSpec({ type: 'sagemaker', script: 'train.py', ...own }, folder);
    expect(problems).toEqual([]);
  });

  it('never throw, whatever stands in tasks.json', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => taskToSpec(value, folder).problems.length >= 0));
  });

  it('are the inverse of specs', () => {
    const path = fc.constantFrom('/home/me/work', '/home/me/work/a b', '/home/me/other', '/home/me/work/x/y');
    const value = fc.oneof(
      fc.string().filter((text) => !text.includes('AKIA')),
      fc.integer(),
      fc.boolean(),
      fc.array(fc.integer()),
    );
    const channel = fc.record(
      {
        source: fc.oneof(
          fc.record({ path }),
          fc.record({
            dataSource: fc.record({ S3DataSource: fc.record({ S3Uri: fc.constant('s3://b/k') }) }),
          }),
        ),
        options: fc.record({ InputMode: fc.constantFrom('File', 'Pipe', 'FastFile') }),
        distribution: fc.constantFrom('FullyReplicated', 'ShardedByS3Key'),
      },
      { requiredKeys: ['source'] },
    );
    const specs = fc.record({
      sourceFolder: path,
      script: fc.constantFrom('train.py', 'src/a.sh', 'b.ipynb'),
      hyperparameters: fc.dictionary(fc.stringMatching(/^[a-z][a-z-]{0,8}$/), value),
      channels: fc
        .uniqueArray(fc.tuple(fc.stringMatching(/^[a-z]{1,8}$/), channel), {
          selector: ([name]) => name,
          maxLength: 4,
        })
        .map((all) => all.map(([name, rest]) => ({ name, ...rest }))),
      fallbackInstanceTypes: fc.array(fc.constantFrom('ml.g5.xlarge', 'ml.p3.2xlarge')),
    });
    fc.assert(
      fc.property(specs, (given) => {
        const spec = plainJson({ ...validSpec(), ...given }) as LaunchSpec;
        const written = JSON.parse(JSON.stringify(specToTask(spec, folder))) as unknown;
        const { spec: read, problems } = taskToSpec(written, folder);
        expect(problems).toEqual([]);
        expect(read).toEqual(spec);
        expect(specToTask(read, folder)).toEqual(written);
      }),
    );
  });

  it('keep no credentials, and let a chosen name be a beginning', () => {
    const spec = validSpec({ hyperparameters: { key: 'AKIAIOSFODNN7EXAMPLE' } });
    const task = specToTask(
      {
        ...spec,
        request: {
          ...spec.request,
          TrainingJobName: 'mine',
          Environment: { AWS_SECRET_ACCESS_KEY: 'x', A: 'b' },
        },
      },
      folder,
    );
    expect(JSON.stringify(task)).not.toMatch(/AKIA|SECRET/);
    expect(task).toMatchObject({ baseJobName: 'mine', request: { Environment: { A: 'b' } } });
    expect(task.request).not.toHaveProperty('TrainingJobName');
  });

  it('have a schema made from the SDK’s', async () => {
    const properties = taskProperties(await shapes());
    const size = JSON.stringify(properties).length;
    expect(properties['request']).toMatchObject({
      additionalProperties: false,
      properties: {
        RoleArn: { type: 'string', minLength: 20 },
        ResourceConfig: { properties: { InstanceCount: { type: 'integer' } } },
        Tags: { maxItems: 50, items: { required: ['Key', 'Value'] } },
      },
    });
    // What VS Code reads at each start is not to grow unseen.
    expect(size).toBeLessThan(40_000);
  });
});

import type { NormalizedSchema } from '@smithy/core/schema';
import { describe, expect, it } from 'vitest';
import { membersOf, requiredOf } from '../../../../src/analysis/shapes/members.ts';
import { labelOf } from '../../../../src/launch/spec/labels.ts';
import { fieldAt, notInSections, sections } from '../../../../src/launch/spec/sections.ts';
import { shapes } from './samples.ts';

/** Every member of a request, lists and maps as `0` and `key`. */
function* paths(
  schema: NormalizedSchema,
  at: readonly (string | number)[],
): Generator<readonly (string | number)[]> {
  if (schema.isStructSchema())
    for (const [name, member] of membersOf(schema)) {
      yield [...at, name];
      yield* paths(member, [...at, name]);
    }
  else if (schema.isListSchema()) yield* paths(schema.getValueSchema(), [...at, 0]);
  else if (schema.isMapSchema()) yield* paths(schema.getValueSchema(), [...at, 'key']);
}

describe('sections', () => {
  it('reach every member of CreateTrainingJob’s request, once', async () => {
    const known = await shapes();
    const all = sections(known);
    const unreachable: string[] = [];
    let count = 0;
    for (const path of paths(known.schema, [])) {
      count += 1;
      const dotted = path.join('.');
      if (notInSections.some((other) => dotted === other || dotted.startsWith(`${other}.`))) continue;
      // A structure that is taken apart is reached by its members.
      const inParts = all.some(({ members }) =>
        members.some((member) => member.path.join('.').startsWith(`${dotted}.`)),
      );
      if (!fieldAt(all, path) && !inParts) unreachable.push(dotted);
    }
    expect(count).toBeGreaterThan(140);
    expect(unreachable).toEqual([]);
    const own = all.flatMap(({ members }) => members.map(({ path }) => path.join('.')));
    expect(new Set(own).size).toBe(own.length);
  });

  it('name nothing that the SDK does not have, so none is lost', async () => {
    const all = sections(await shapes());
    expect(all.map(({ title }) => title)).toMatchInlineSnapshot(`
      [
        "Job",
        "Channels",
        "Hosts and distribution",
        "Spot and checkpoints",
        "Warm pool",
        "Network and encryption",
        "Environment",
        "Metrics",
        "Debugger and profiler",
        "TensorBoard",
        "Experiment",
        "Retry",
        "Tags",
        "Container",
        "Infrastructure",
        "Model customization",
      ]
    `);
    for (const { members } of all) expect(members).not.toEqual([]);
  });

  it('say what is required, and the limits of AWS’s model', async () => {
    const known = await shapes();
    const all = sections(known);
    expect(requiredOf(known.schema)).toEqual(['TrainingJobName', 'RoleArn', 'OutputDataConfig']);
    expect(fieldAt(all, ['RoleArn'])).toMatchObject({
      type: 'text',
      required: true,
      label: 'Role ARN',
      min: 20,
      max: 2048,
    });
    expect(fieldAt(all, ['OutputDataConfig', 'S3OutputPath'])).toMatchObject({ required: true });
    expect(fieldAt(all, ['ResourceConfig', 'KeepAlivePeriodInSeconds'])).toMatchObject({
      type: 'number',
      required: false,
      min: 0,
      max: 21600,
    });
    expect(fieldAt(all, ['InputDataConfig', 3, 'InputMode'])).toMatchObject({
      type: 'choice',
      choices: ['Pipe', 'File', 'FastFile'],
    });
    expect(fieldAt(all, ['Environment'])).toMatchObject({
      type: 'map',
      max: 100,
      element: { type: 'text', max: 512 },
    });
    expect(fieldAt(all, ['EnableManagedSpotTraining'])).toMatchObject({ type: 'switch' });
    expect(fieldAt(all, ['Nothing'])).toBeUndefined();
  });

  it.each([
    ['KmsKeyId', 'KMS key ID'],
    ['S3OutputPath', 'S3 output path'],
    ['VolumeSizeInGB', 'Volume size in GB'],
    ['TensorBoardOutputConfig', 'TensorBoard output config'],
    ['EnableSageMakerMetricsTimeSeries', 'Enable SageMaker metrics time series'],
    ['MaxWaitTimeInSeconds', 'Max wait time in seconds'],
    ['VpcConfig', 'VPC config'],
    ['MlflowResourceArn', 'MLflow resource ARN'],
    ['SecurityGroupIds', 'Security group IDs'],
    ['S3Uri', 'S3 URI'],
    ['AcceptEula', 'Accept EULA'],
  ])('%s is called %s', (member, label) => expect(labelOf(member)).toBe(label));
});

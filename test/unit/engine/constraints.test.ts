import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { NormalizedSchema } from '@smithy/core/schema';
import * as sagemaker from '@aws-sdk/client-sagemaker';
import { describe, expect, it } from 'vitest';
import { compilePattern, type ShapeConstraint } from '../../../src/analysis/shapes/constraint.ts';
import { constraintsOf } from '../../../src/engine/protocols/constraints.ts';
import { readBySchema } from '../../../src/engine/protocols/schema.ts';
import { validateInput } from '../../../src/engine/protocols/validate.ts';
import { type JsonObject } from '../../../src/engine/json.ts';

const location = pathToFileURL('media/data/constraints.json');
const constraints = constraintsOf('sagemaker', location);

function complaint(schema: typeof sagemaker.CreateTrainingJobRequest$, input: JsonObject): string {
  const normalized = NormalizedSchema.of(schema);
  try {
    validateInput(normalized, readBySchema(normalized, input) as JsonObject, constraints);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

const job: JsonObject = {
  TrainingJobName: 'job-1',
  RoleArn: 'arn:aws:iam::000000000000:role/SageMaker',
  OutputDataConfig: { S3OutputPath: 's3://bucket/out' },
  AlgorithmSpecification: { TrainingImage: 'sagemaker-local/python:3', TrainingInputMode: 'File' },
  ResourceConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: 1, VolumeSizeInGB: 1 },
  StoppingCondition: { MaxRuntimeInSeconds: 60 },
};

describe('constraints of the API model', () => {
  it('compiles every pattern of every service', () => {
    const file = JSON.parse(readFileSync(location, 'utf8')) as {
      services: Record<string, { shapes: Record<string, ShapeConstraint> }>;
    };
    const patterns = Object.values(file.services).flatMap((service) =>
      Object.values(service.shapes).flatMap((shape) => shape.pattern ?? []),
    );
    expect(patterns.length).toBeGreaterThan(300);
    for (const pattern of patterns) expect(() => compilePattern(pattern), pattern).not.toThrow();
  });

  it('anchors patterns at both ends', () => {
    const name = compilePattern('[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}');
    expect(['job-1', 'a'].every((value) => name.test(value))).toBe(true);
    expect(['job 1', '-a', 'a-', ''].some((value) => name.test(value))).toBe(false);
  });
});

describe('validation of input', () => {
  it('accepts a sound request', () => {
    expect(complaint(sagemaker.CreateTrainingJobRequest$, job)).toBe('');
  });

  it("names every violation in AWS's words", () => {
    const { RoleArn: _role, ...rest } = job;
    const message = complaint(sagemaker.CreateTrainingJobRequest$, { ...rest, TrainingJobName: 'a b' });
    expect(message).toBe(
      "2 validation errors detected: Value null at 'roleArn' failed to satisfy constraint: Member must not be null; " +
        "Value 'a b' at 'trainingJobName' failed to satisfy constraint: Member must satisfy regular expression " +
        'pattern: [a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}',
    );
  });

  it('looks into structures, lists and maps', () => {
    const channel = {
      ChannelName: 'a b',
      DataSource: { S3DataSource: { S3DataType: 'Prefix', S3Uri: 's3://b/x' } },
    };
    const message = complaint(sagemaker.CreateTrainingJobRequest$, {
      ...job,
      InputDataConfig: [channel],
      HyperParameters: { ok: 'x'.repeat(2501) },
      ResourceConfig: { InstanceType: 'ml.nonsense', InstanceCount: -1, VolumeSizeInGB: 1 },
    });
    expect(message).toContain("at 'inputDataConfig.1.member.channelName'");
    expect(message).toContain("at 'inputDataConfig.1.member.dataSource.s3DataSource.s3DataType'");
    expect(message).toContain("at 'hyperParameters.ok.member'");
    expect(message).toContain("Value 'ml.nonsense' at 'resourceConfig.instanceType'");
    expect(message).toContain("Value '-1' at 'resourceConfig.instanceCount'");
    expect(message).toMatch(/^5 validation errors detected/);
  });

  it('refuses wrong types before it looks at constraints', () => {
    expect(complaint(sagemaker.CreateTrainingJobRequest$, { ...job, TrainingJobName: 5 })).toBe(
      'NUMBER_VALUE can not be converted to a String',
    );
  });

  it('leaves out what the schema does not know, and nulls', () => {
    const normalized = NormalizedSchema.of(sagemaker.DescribeTrainingJobRequest$);
    expect(readBySchema(normalized, { TrainingJobName: 'a', Strange: 1, Other: null })).toEqual({
      TrainingJobName: 'a',
    });
  });
});

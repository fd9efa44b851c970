import { describe, expect, it } from 'vitest';
import { arnPath, parseArn, referenceFromArn, sibling } from '../../../src/catalog/arn.ts';

const arn = (rest: string) => `arn:aws:sagemaker:eu-west-1:123456789012:${rest}`;

describe('ARNs', () => {
  it.each([
    ['training-job/penguins', 'trainingJob', 'penguins'],
    ['user-profile/d-1/ann', 'userProfile', 'ann'],
    ['model-package/penguins/3', 'modelPackage', 'penguins 3'],
    ['image-version/torch/2', 'imageVersion', 'torch 2'],
    ['pipeline/nightly', 'pipeline', 'nightly'],
    ['pipeline/nightly/execution/abc', 'pipelineExecution', 'abc'],
    ['device-fleet/farm', 'deviceFleet', 'farm'],
    ['device-fleet/farm/device/cam', 'device', 'cam'],
    ['hub-content/mine/Model/bert/1.0.0', 'hubContent', 'bert'],
    ['app/d-1/ann/JupyterLab/default', 'app', 'default'],
  ])('%s is a %s', (rest, kind, name) => {
    expect(referenceFromArn(arn(rest))).toEqual({ kind, name, arn: arn(rest) });
  });

  it.each(['arn:aws:s3:::bucket/key', arn('comet/halley'), arn('training-job'), 'penguins', ''])(
    '"%s" refers to nothing in the catalog',
    (text) => expect(referenceFromArn(text)).toBeUndefined(),
  );

  it('gives the words behind the type', () => {
    expect(arnPath(arn('app/d-1/ann/JupyterLab/default'))).toEqual(['d-1', 'ann', 'JupyterLab', 'default']);
    expect(parseArn(arn('domain/d-1'))).toMatchObject({ region: 'eu-west-1', account: '123456789012' });
  });

  it('names a resource beside another', () => {
    expect(sibling(arn('endpoint/e'), 'endpointConfig', 'c')).toEqual({
      kind: 'endpointConfig',
      name: 'c',
      arn: arn('endpoint-config/c'),
    });
    expect(sibling(arn('domain/d-1'), 'userProfile', 'd-1', 'ann').arn).toBe(arn('user-profile/d-1/ann'));
  });
});

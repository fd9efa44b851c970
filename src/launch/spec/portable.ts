import { isFields, sameJson } from './json.ts';
import type { RequestPart } from './launchSpec.ts';

/**
 * What of a request can go to another account or region: without its role, image, keys, network, buckets and plans, and without
 * all else that names the account.
 */
export function portable(request: RequestPart): RequestPart {
  const { RoleArn, VpcConfig, AlgorithmSpecification, OutputDataConfig, CheckpointConfig, ...others } =
    request;
  const { TrainingImage, AlgorithmName, ...algorithm } = AlgorithmSpecification ?? {};
  const { VolumeKmsKeyId, TrainingPlanArn, ...resources } = others.ResourceConfig ?? {};
  const { CompressionType } = OutputDataConfig ?? {};
  const { LocalPath } = CheckpointConfig ?? {};
  const kept: RequestPart = {
    ...others,
    ...(AlgorithmSpecification && { AlgorithmSpecification: { TrainingInputMode: 'File', ...algorithm } }),
    ...(others.ResourceConfig && { ResourceConfig: resources }),
    ...(CompressionType && { OutputDataConfig: { S3OutputPath: undefined, CompressionType } }),
    ...(LocalPath !== undefined && { CheckpointConfig: { S3Uri: undefined, LocalPath } }),
  };
  const account = /^arn:[\w-]+:iam::(\d{12}):/.exec(typeof RoleArn === 'string' ? RoleArn : '')?.[1];
  return account === undefined ? kept : (without(kept, account) as RequestPart);
}

/** A copy without the members and elements whose text names the account; the check asks for those that are needed. */
function without(value: unknown, account: string): unknown {
  const isKept = (one: unknown): boolean => typeof one !== 'string' || !one.includes(account);
  const isEmptied = (one: unknown, before: unknown): boolean =>
    isFields(one) && isFields(before) && Object.keys(one).length === 0 && Object.keys(before).length > 0;
  if (Array.isArray(value)) {
    // A tag without its value, a rule without its image: half of an element is none.
    const whole = value.filter((one: unknown) => isKept(one) && sameJson(without(one, account), one));
    return whole as unknown;
  }
  if (!isFields(value)) return value;
  const members = Object.entries(value).flatMap(([name, one]): [string, unknown][] => {
    if (!isKept(one)) return [];
    const kept = without(one, account);
    return isEmptied(kept, one) ? [] : [[name, kept]];
  });
  return Object.fromEntries(members);
}

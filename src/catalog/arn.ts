import { arnTypes, type KindId } from './arnTypes.ts';
import type { ResourceReference } from './resource.ts';

/** The parts of an ARN of SageMaker. */
export interface ArnParts {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  /** The words of its last part: `['user-profile', 'd-1', 'ann']`. */
  readonly path: readonly string[];
}

const pattern = /^arn:([^:]+):sagemaker:([^:]*):([^:]*):(.+)$/;

/** @returns undefined for what is not an ARN of SageMaker. */
export function parseArn(arn: string): ArnParts | undefined {
  const [, partition, region, account, rest] = pattern.exec(arn) ?? [];
  if (partition === undefined || region === undefined || account === undefined || rest === undefined)
    return undefined;
  return { partition, region, account, path: rest.split('/') };
}

/** The words behind an ARN's type: `['d-1', 'ann']` of a user profile; what Describe asks for beyond the name. */
export function arnPath(arn: string): readonly string[] {
  return parseArn(arn)?.path.slice(1) ?? [];
}

/** What an ARN refers to; undefined for ARNs of other services and of kinds that the catalog does not have. */
export function referenceFromArn(arn: string): ResourceReference | undefined {
  const path = parseArn(arn)?.path;
  const [type, ...rest] = path ?? [];
  if (type === undefined || rest.length === 0) return undefined;
  const kind = kindOfPath(type, rest);
  return kind && { kind, name: nameIn(kind, rest), arn };
}

/** A resource that is known by name only, in the account and region of another one's ARN. */
export function sibling(arn: string, kind: KindId, ...names: readonly string[]): ResourceReference {
  const path = [arnTypes[kind], ...names].join('/');
  return { kind, name: names.at(-1) ?? '', arn: arn.replace(/^((?:[^:]*:){5}).*$/, `$1${path}`) };
}

const byType = new Map<string, KindId>(
  Object.entries(arnTypes).map(([kind, type]) => [type, kind as KindId]),
);

function kindOfPath(type: string, rest: readonly string[]): KindId | undefined {
  if (type === 'pipeline' && rest[1] === 'execution') return 'pipelineExecution';
  if (type === 'device-fleet' && rest[1] === 'device') return 'device';
  return byType.get(type);
}

/** How people know it: a version by its group and number, all else by its last word. */
function nameIn(kind: KindId, rest: readonly string[]): string {
  if (kind === 'modelPackage' || kind === 'imageVersion') return rest.join(' ');
  if (kind === 'hubContent') return rest[2] ?? rest.join('/');
  return rest.at(-1) ?? '';
}

import type { CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import { parseEcrUri } from './imageData.ts';
import { type S3Needs, type S3Objects, s3Needs } from './s3Needs.ts';

interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly object[];
}

/** Whose account and where, for the names in a policy. */
export interface PolicyPlace {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
}

/** Lets SageMaker take the role, for this account's jobs alone. */
export function sageMakerTrust({ accountId }: Pick<PolicyPlace, 'accountId'>): PolicyDocument {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'sagemaker.amazonaws.com' },
        Action: 'sts:AssumeRole',
        // Without it, another account's job could make SageMaker take this role: the confused deputy.
        Condition: { StringEquals: { 'aws:SourceAccount': accountId } },
      },
    ],
  };
}

/**
 * What a role needs for one request and those like it, and no more: its own places in S3, its log group, its image, its metrics; network
 * interfaces and keys only where it uses them. Source: "CreateTrainingJob API: Execution Role Permissions" in SageMaker's guide.
 * @param jobs what the jobs' names begin with
 */
export function trainingPolicy(
  request: CreateTrainingJobRequest,
  jobs: string,
  place: PolicyPlace,
): PolicyDocument {
  const statements = [
    ...s3(s3Needs(request, jobs), place),
    ...logs(place),
    ...image(request, place),
    metrics(),
    ...vpc(request, place),
    ...keys(request, place),
  ];
  return { Version: '2012-10-17', Statement: statements };
}

const allow = (Sid: string, Action: readonly string[], Resource: string | readonly string[]): Statement => ({
  Sid,
  Effect: 'Allow',
  Action,
  Resource,
});

function s3({ reads, writes }: S3Needs, { partition }: PolicyPlace): Statement[] {
  const arns = (all: readonly S3Objects[]) =>
    all.map(({ bucket, keys }) => `arn:${partition}:s3:::${bucket}/${keys}`);
  const buckets = new Map<string, string[]>();
  for (const { bucket, keys } of [...reads, ...writes])
    buckets.set(bucket, [...new Set([...(buckets.get(bucket) ?? []), keys])]);
  return [
    ...(reads.length > 0 ? [allow('Read', ['s3:GetObject'], arns(reads))] : []),
    ...(writes.length > 0 ? [allow('Write', ['s3:PutObject', 's3:AbortMultipartUpload'], arns(writes))] : []),
    ...[...buckets].map(([bucket, prefixes], index) => ({
      ...allow(`List${index + 1}`, ['s3:ListBucket'], `arn:${partition}:s3:::${bucket}`),
      Condition: { StringLike: { 's3:prefix': prefixes } },
    })),
  ];
}

function logs({ partition, region, accountId }: PolicyPlace): Statement[] {
  const group = `arn:${partition}:logs:${region}:${accountId}:log-group:/aws/sagemaker/TrainingJobs`;
  return [
    allow(
      'Logs',
      ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
      [group, `${group}:*`],
    ),
  ];
}

function metrics(): Statement {
  return {
    ...allow('Metrics', ['cloudwatch:PutMetricData'], '*'),
    Condition: { StringLike: { 'cloudwatch:namespace': '/aws/sagemaker/*' } },
  };
}

/** Tokens are for a whole account; what may be pulled with them is not. */
function image(request: CreateTrainingJobRequest, { partition }: PolicyPlace): Statement[] {
  const uri = request.AlgorithmSpecification?.TrainingImage;
  const ecr = uri === undefined ? undefined : parseEcrUri(uri);
  if (!ecr) return [];
  const repository = `arn:${partition}:ecr:${ecr.region}:${ecr.account}:repository/${ecr.repository}`;
  return [
    allow('ImageToken', ['ecr:GetAuthorizationToken'], '*'),
    allow(
      'Image',
      ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
      repository,
    ),
  ];
}

/** EC2 has no resources to name for most of these. */
function vpc({ VpcConfig: config }: CreateTrainingJobRequest, place: PolicyPlace): Statement[] {
  if (!config) return [];
  const arn = (kind: string) => `arn:${place.partition}:ec2:${place.region}:${place.accountId}:${kind}`;
  const interfaces = [
    arn('network-interface/*'),
    ...(config.Subnets ?? []).map((id) => arn(`subnet/${id}`)),
    ...(config.SecurityGroupIds ?? []).map((id) => arn(`security-group/${id}`)),
  ];
  return [
    allow(
      'Network',
      [
        'ec2:CreateNetworkInterface',
        'ec2:CreateNetworkInterfacePermission',
        'ec2:DeleteNetworkInterface',
        'ec2:DeleteNetworkInterfacePermission',
      ],
      interfaces,
    ),
    allow(
      'NetworkDescriptions',
      [
        'ec2:DescribeDhcpOptions',
        'ec2:DescribeNetworkInterfaces',
        'ec2:DescribeSecurityGroups',
        'ec2:DescribeSubnets',
        'ec2:DescribeVpcs',
      ],
      '*',
    ),
  ];
}

function keys(request: CreateTrainingJobRequest, place: PolicyPlace): Statement[] {
  const output = request.OutputDataConfig?.KmsKeyId;
  const volume = request.ResourceConfig?.VolumeKmsKeyId;
  return [
    ...(output ? [keyStatement('OutputKey', ['kms:Decrypt', 'kms:GenerateDataKey'], output, place)] : []),
    ...(volume ? [keyStatement('VolumeKey', ['kms:CreateGrant', 'kms:DescribeKey'], volume, place)] : []),
  ];
}

/** A key is given by id, alias or ARN; policies name keys by ARN, and those behind an alias by a condition. */
function keyStatement(
  sid: string,
  actions: readonly string[],
  key: string,
  { partition, region, accountId }: PolicyPlace,
): Statement {
  const here = `arn:${partition}:kms:${region}:${accountId}:`;
  const alias = /(?:^|:)(alias\/.+)$/.exec(key)?.[1];
  if (alias !== undefined)
    return {
      ...allow(sid, actions, `${here}key/*`),
      Condition: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': alias } },
    };
  return allow(sid, actions, key.startsWith('arn:') ? key : `${here}key/${key}`);
}

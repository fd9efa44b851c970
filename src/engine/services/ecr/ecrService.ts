import { createHash } from 'node:crypto';
import { DescribeImages$, DescribeRepositories$, ListImages$ } from '@aws-sdk/client-ecr';
import { AwsError } from '../../http/awsError.ts';
import { type EngineRequest, type Service } from '../../http/message.ts';
import { processRepositories } from '../../jobs/images.ts';
import { number, object, objects, text, type JsonObject } from '../../json.ts';
import { awsJsonService, type JsonHandler } from '../../protocols/awsJson.ts';
import { constraintsOf } from '../../protocols/constraints.ts';
import { tokenPage } from '../tokenPage.ts';

function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}

const badToken = (): AwsError => invalidParameter('The nextToken is not one of this operation.');

/** The one image of a repository: nothing is pulled, so its digest stands for what runs in its place. */
interface Image {
  readonly repository: string;
  readonly digest: string;
  readonly tags: readonly string[];
}

function imageOf(repository: string): Image {
  const digest = createHash('sha256').update(`process runtime of ${repository}`).digest('hex');
  const own = repository.startsWith('sagemaker-local/') ? ['3'] : [];
  return { repository, digest: `sha256:${digest}`, tags: [...own, 'latest'] };
}

function requireRegistry(input: JsonObject, accountId: string, repository: string): void {
  const registry = text(input, 'registryId') ?? accountId;
  if (registry !== accountId) throw repositoryNotFound(repository, registry);
}

function repositoryNotFound(name: string, registry: string): AwsError {
  return new AwsError(
    'RepositoryNotFoundException',
    `The repository with name '${name}' does not exist in the registry with id '${registry}'`,
  );
}

function requireRepository(name: string, accountId: string): Image {
  if (!processRepositories().includes(name)) throw repositoryNotFound(name, accountId);
  return imageOf(name);
}

/** A page in ECR's words; `ids` and paging exclude each other there. */
function page<T>(input: JsonObject, items: readonly T[], keyOf: (item: T) => string) {
  const found = tokenPage(items, keyOf, {
    token: text(input, 'nextToken'),
    size: number(input, 'maxResults') ?? 100,
    badToken,
  });
  const { NextToken: nextToken } = found.next;
  return { items: found.items, next: nextToken === undefined ? {} : { nextToken } };
}

function shownRepository(name: string, { scope, accountId }: EngineRequest): JsonObject {
  return {
    repositoryArn: `arn:aws:ecr:${scope.region}:${accountId}:repository/${name}`,
    registryId: accountId,
    repositoryName: name,
    repositoryUri: `${accountId}.dkr.ecr.${scope.region}.amazonaws.com/${name}`,
    imageTagMutability: 'IMMUTABLE',
  };
}

function describeRepositories(input: JsonObject, request: EngineRequest): JsonObject {
  const names = Array.isArray(input['repositoryNames']) ? input['repositoryNames'].map(String) : [];
  requireRegistry(input, request.accountId, names[0] ?? '');
  if (names.length === 0) {
    const { items, next } = page(input, processRepositories(), (name) => name);
    return { repositories: items.map((name) => shownRepository(name, request)), ...next };
  }
  const found = names.map((name) => requireRepository(name, request.accountId).repository);
  return { repositories: found.map((name) => shownRepository(name, request)) };
}

/** The images of the repository that the request names, by the tag status that it asks for. */
function imagesOf(input: JsonObject, { accountId }: EngineRequest): Image[] {
  const name = text(input, 'repositoryName') ?? '';
  requireRegistry(input, accountId, name);
  const image = requireRepository(name, accountId);
  const filter = object(input, 'filter');
  const isListed =
    text(filter, 'tagStatus') !== 'UNTAGGED' && ['ACTIVE', undefined].includes(text(filter, 'imageStatus'));
  return isListed ? [image] : [];
}

function listImages(input: JsonObject, request: EngineRequest): JsonObject {
  const ids = imagesOf(input, request).flatMap(({ digest, tags }) =>
    tags.map((tag) => ({ imageDigest: digest, imageTag: tag })),
  );
  const { items, next } = page(input, ids, ({ imageTag }) => imageTag);
  return { imageIds: items, ...next };
}

function describeImages(input: JsonObject, request: EngineRequest): JsonObject {
  const images = imagesOf(input, request);
  for (const id of objects(input, 'imageIds')) {
    const [tag, digest] = [text(id, 'imageTag'), text(id, 'imageDigest')];
    const isThere = images.some(
      (image) =>
        (tag === undefined || image.tags.includes(tag)) && (digest === undefined || image.digest === digest),
    );
    if (!isThere) {
      throw new AwsError(
        'ImageNotFoundException',
        `The image with imageId {imageDigest:'${digest ?? 'null'}', imageTag:'${tag ?? 'null'}'} does not exist within ` +
          `the repository with name '${text(input, 'repositoryName') ?? ''}' in the registry with id '${request.accountId}'`,
      );
    }
  }
  const { items, next } = page(input, images, ({ digest }) => digest);
  return {
    imageDetails: items.map(({ repository, digest, tags }) => ({
      registryId: request.accountId,
      repositoryName: repository,
      imageDigest: digest,
      imageTags: [...tags],
    })),
    ...next,
  };
}

/** ECR over what runs on this machine: the images that run as processes here, as repositories of this account. */
export function createEcrService(): Service {
  const handlers: Record<string, JsonHandler> = {
    DescribeRepositories: describeRepositories,
    ListImages: listImages,
    DescribeImages: describeImages,
  };
  return awsJsonService({
    signingNames: ['ecr'],
    targetPrefix: 'AmazonEC2ContainerRegistry_V20150921',
    schemas: { DescribeRepositories$, ListImages$, DescribeImages$ },
    constraints: constraintsOf('ecr'),
    invalidInput: invalidParameter,
    handlers,
  });
}

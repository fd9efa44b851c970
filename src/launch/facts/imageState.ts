import type { ECRClient } from '@aws-sdk/client-ecr';
import type { Connection } from '../../connection/connection.ts';
import { parseEcrUri, type EcrImage } from './imageData.ts';
import { isUnknownOperation, unlessRefused } from './notAllowed.ts';

/** Whether an image is where its URI says. */
export type ImageState =
  | { readonly kind: 'there' }
  | { readonly kind: 'missing'; readonly message: string }
  | { readonly kind: 'notChecked'; readonly why: string };

/**
 * Asks ECR for an image. Another account's images, AWS's among them, may often be pulled but not described, so it is asked
 * for as a pull would, and only an endpoint that has no pulls is asked for a description.
 * @throws what is neither an answer nor a refusal: no network, expired credentials …
 */
export async function imageState(
  connection: Pick<Connection, 'ecr' | 'region' | 'billed' | 'accountId'>,
  uri: string,
  signal?: AbortSignal,
): Promise<ImageState> {
  const image = parseEcrUri(uri);
  if (!image) return { kind: 'notChecked', why: 'only images in Amazon ECR can be looked up' };
  if (image.region !== connection.region)
    return { kind: 'notChecked', why: `it is in ${image.region}, another region than the job’s` };
  if (!connection.billed && image.account !== (await connection.accountId()))
    return { kind: 'notChecked', why: 'nothing is pulled here: its framework runs as a process' };
  const asked = await unlessRefused('ecr:BatchGetImage', async () =>
    find(await connection.ecr(), image, signal),
  );
  return 'value' in asked ? asked.value : { kind: 'notChecked', why: asked.notChecked };
}

async function find(
  client: ECRClient,
  image: EcrImage,
  signal: AbortSignal | undefined,
): Promise<ImageState> {
  try {
    return await pulled(client, image, signal).catch((error: unknown) => {
      if (!isUnknownOperation(error)) throw error;
      return described(client, image, signal);
    });
  } catch (error) {
    if (error instanceof Error && /^(RepositoryNotFound|ImageNotFound)/.test(error.name))
      return { kind: 'missing', message: error.message };
    throw error;
  }
}

const idOf = ({ tag, digest }: EcrImage) =>
  digest === undefined ? { imageTag: tag } : { imageDigest: digest };

async function pulled(
  client: ECRClient,
  image: EcrImage,
  signal: AbortSignal | undefined,
): Promise<ImageState> {
  const { BatchGetImageCommand } = await import('@aws-sdk/client-ecr');
  const command = new BatchGetImageCommand({
    registryId: image.account,
    repositoryName: image.repository,
    imageIds: [idOf(image)],
  });
  const { failures = [] } = await client.send(command, signal ? { abortSignal: signal } : {});
  const [failure] = failures;
  if (!failure) return { kind: 'there' };
  return {
    kind: 'missing',
    message: failure.failureReason ?? failure.failureCode ?? 'ECR does not have it.',
  };
}

async function described(
  client: ECRClient,
  image: EcrImage,
  signal: AbortSignal | undefined,
): Promise<ImageState> {
  const { DescribeImagesCommand } = await import('@aws-sdk/client-ecr');
  const command = new DescribeImagesCommand({
    registryId: image.account,
    repositoryName: image.repository,
    imageIds: [idOf(image)],
  });
  await client.send(command, signal ? { abortSignal: signal } : {});
  return { kind: 'there' };
}

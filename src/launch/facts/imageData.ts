import { readFile } from 'node:fs/promises';

/** What a container is built for. `any`: an image with both, or an algorithm that trains on either. */
export type Processor = 'cpu' | 'gpu' | 'neuron' | 'any';

export type Framework =
  'pytorch' | 'tensorflow' | 'huggingface' | 'mxnet' | 'autogluon' | 'xgboost' | 'sklearn';

/** An image of AWS's for a framework; the user's script runs in it. */
export interface FrameworkImage {
  readonly framework: Framework;
  /** The framework's own, `2.6.0`; of XGBoost and scikit-learn with SageMaker's revision, `1.7-1`. */
  readonly version: string;
  /** What Hugging Face's images stand on: `PyTorch 2.5.1`. */
  readonly base?: string;
  readonly processor: Processor;
  readonly repository: string;
  readonly tag: string;
  /** A key of `registries`. */
  readonly registry: string;
  /** `3.12`; absent where it is not known. */
  readonly python?: string;
  /** `12.6`; absent where there is none or it is not known. */
  readonly cuda?: string;
}

/** An image with an algorithm of SageMaker's own, which needs no script. */
export interface AlgorithmImage {
  readonly algorithm: string;
  readonly label: string;
  readonly processor: Processor;
  readonly repository: string;
  readonly tag: string;
  readonly registry: string;
}

/** `media/data/images.json`: facts with their sources and date. */
export interface ImageData {
  /** When the facts were read, `2026-11-21`. */
  readonly retrieved: string;
  /** What the hosts of a partition's registries end in. */
  readonly dnsSuffixes: Readonly<Record<string, string>>;
  /** Account by region. */
  readonly registries: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly frameworks: readonly FrameworkImage[];
  readonly algorithms: readonly AlgorithmImage[];
}

/** @throws Error when the file of the extension is not there or no JSON */
export async function readImageData(file: string): Promise<ImageData> {
  return JSON.parse(await readFile(file, 'utf8')) as ImageData;
}

/** Where images are pulled from. */
export interface ImagePlace {
  readonly region: string;
  readonly partition: string;
}

/** The URI of an image of AWS's in a region; undefined where AWS keeps none that is known. */
export function imageUri(
  data: ImageData,
  image: Pick<FrameworkImage, 'registry' | 'repository' | 'tag'>,
  { region, partition }: ImagePlace,
): string | undefined {
  const account = data.registries[image.registry]?.[region];
  const suffix = data.dnsSuffixes[partition];
  if (account === undefined || suffix === undefined) return undefined;
  return `${account}.dkr.ecr.${region}.${suffix}/${image.repository}:${image.tag}`;
}

/** A URI in a private registry of ECR, in its parts. */
export interface EcrImage {
  readonly account: string;
  readonly region: string;
  readonly repository: string;
  /** `latest` when the URI names neither a tag nor a digest, as Docker reads it. */
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

const ecrUri =
  /^(\d{12})\.dkr\.ecr(?:-fips)?\.([a-z0-9-]+)\.[a-z0-9.-]+\/([a-z0-9._/-]+?)(?::([\w.-]{1,128}))?(?:@(sha256:[0-9a-f]{64}))?$/;

/** @returns undefined for images elsewhere: Docker Hub, ECR Public, a registry of one's own. */
export function parseEcrUri(uri: string): EcrImage | undefined {
  const [whole, account = '', region = '', repository = '', tag, digest] = ecrUri.exec(uri) ?? [];
  if (whole === undefined) return undefined;
  return {
    account,
    region,
    repository,
    tag: tag ?? (digest === undefined ? 'latest' : undefined),
    digest,
  };
}

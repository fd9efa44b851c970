import type { Instance } from '../../catalog/prices/instances.ts';
import type { Connection } from '../../connection/connection.ts';
import type { Choice } from '../../messages/launch.ts';
import { localImage } from '../localImage.ts';
import type { DetectedFramework } from './detectFramework.ts';
import { type FrameworkImage, type ImageData, imageUri } from './imageData.ts';
import { imageState } from './imageState.ts';
import { processorOf, rankImages, runsOn } from './rankImages.ts';

export interface ImageQuestion {
  readonly data: ImageData;
  readonly detected: DetectedFramework | undefined;
  /** Undefined while none is chosen: images for CPUs then. */
  readonly instance: Pick<Instance, 'gpus' | 'neuron'> | undefined;
  /** Images of earlier launches, the last first. */
  readonly recent?: readonly string[];
}

export type ImageConnection = Pick<Connection, 'ecr' | 'region' | 'partition' | 'billed' | 'accountId'>;

const labels: Readonly<Record<FrameworkImage['framework'], string>> = {
  pytorch: 'PyTorch',
  tensorflow: 'TensorFlow',
  huggingface: 'Hugging Face Transformers',
  mxnet: 'MXNet',
  autogluon: 'AutoGluon',
  xgboost: 'XGBoost',
  sklearn: 'scikit-learn',
};

export const thisMachineImage: Choice = {
  value: localImage,
  label: 'This machine’s Python',
  detail: 'runs as a process, without a container',
};

/** So many of the best are looked for in ECR before the rest is offered unchecked. */
const mostChecked = 3;

/**
 * The images to offer, the best first: on this machine its own Python; the framework's that was detected, in its version; what
 * was used before; that framework's others; the other frameworks' newest; SageMaker's own algorithms. Any other is typed.
 * @throws what ECR answers, when it is neither an answer nor a refusal
 */
export async function imageChoices(
  connection: ImageConnection,
  { data, detected, instance, recent = [] }: ImageQuestion,
  signal?: AbortSignal,
): Promise<Choice[]> {
  const own = detected ? withoutMissing(data, detected, instance) : [];
  const framework = own.flatMap(({ image, reason }) => choice(data, image, connection, reason));
  const checked = await checkBest(connection, framework, signal);
  const others = newestOfOthers(data, detected, instance).flatMap((image) => choice(data, image, connection));
  const used = recent.map((value) => ({ value, label: nameOf(value), detail: 'used before' }));
  const all = [
    ...(connection.billed ? [] : [thisMachineImage]),
    ...checked.slice(0, 1),
    ...used,
    ...checked.slice(1),
    ...others,
    ...algorithms(data, connection, instance),
  ];
  return all.filter(({ value }, index) => all.findIndex((other) => other.value === value) === index);
}

/** Hugging Face's images train on accelerators alone; on a CPU it is PyTorch's that run its libraries. */
function withoutMissing(data: ImageData, detected: DetectedFramework, instance: ImageQuestion['instance']) {
  const ranked = rankImages(data.frameworks, detected, instance);
  if (ranked.length > 0 || detected.framework !== 'huggingface') return ranked;
  const torch = { ...detected, framework: 'pytorch' as const, package: 'torch', specifier: undefined };
  return rankImages(data.frameworks, torch, instance).map(({ image }, index) => ({
    image,
    reason:
      index === 0
        ? `Hugging Face’s images are for GPUs alone; put transformers in requirements.txt`
        : undefined,
  }));
}

function choice(data: ImageData, image: FrameworkImage, place: ImageConnection, reason?: string): Choice[] {
  const value = imageUri(data, image, place);
  if (value === undefined) return [];
  const detail = [
    image.base,
    image.processor === 'any'
      ? undefined
      : `for ${{ cpu: 'CPUs', gpu: 'GPUs', neuron: 'Trainium' }[image.processor]}`,
    image.python === undefined ? undefined : `Python ${image.python}`,
    image.cuda === undefined ? undefined : `CUDA ${image.cuda}`,
    reason,
  ];
  return [{ value, label: `${labels[image.framework]} ${image.version}`, detail: joined(detail) }];
}

function joined(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}

/** Leaves out the best ones that ECR does not have, and says of the one that stays whether it was found. */
async function checkBest(
  connection: ImageConnection,
  choices: readonly Choice[],
  signal: AbortSignal | undefined,
): Promise<Choice[]> {
  for (const [index, best] of choices.slice(0, mostChecked).entries()) {
    const state = await imageState(connection, best.value, signal);
    if (state.kind === 'missing') continue;
    const said = state.kind === 'there' ? 'found in ECR' : `not checked: ${state.why}`;
    return [{ ...best, detail: joined([best.detail, said]) }, ...choices.slice(index + 1)];
  }
  return choices.slice(mostChecked);
}

function newestOfOthers(
  data: ImageData,
  detected: DetectedFramework | undefined,
  instance: ImageQuestion['instance'],
) {
  const newest = new Map<string, FrameworkImage>();
  for (const image of data.frameworks)
    if (image.framework !== detected?.framework && runsOn(image, instance) && !newest.has(image.framework))
      newest.set(image.framework, image);
  return [...newest.values()];
}

function algorithms(data: ImageData, place: ImageConnection, instance: ImageQuestion['instance']): Choice[] {
  const processor = processorOf(instance);
  return data.algorithms.flatMap((algorithm) => {
    const value = imageUri(data, algorithm, place);
    const isFit = algorithm.processor === 'any' ? processor !== 'neuron' : algorithm.processor === processor;
    if (value === undefined || !isFit) return [];
    return [{ value, label: algorithm.label, detail: 'SageMaker’s own algorithm; takes no script' }];
  });
}

/** `pytorch-training:2.6.0-gpu-py312` of a URI. */
function nameOf(uri: string): string {
  return uri.slice(uri.lastIndexOf('/') + 1) || uri;
}

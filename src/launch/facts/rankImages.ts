import type { Instance } from '../../catalog/prices/instances.ts';
import type { DetectedFramework } from './detectFramework.ts';
import type { FrameworkImage, Processor } from './imageData.ts';
import { compareReleases, fits, isSameMinor, parseSpecifiers, releaseOf, upperBound } from './versions.ts';

/** What an image has to be built for to use all of an instance. */
export function processorOf(instance: Pick<Instance, 'gpus' | 'neuron'> | undefined): Processor {
  if (instance?.neuron.length) return 'neuron';
  return instance?.gpus.length ? 'gpu' : 'cpu';
}

/** The first CUDA that has no code for a GPU. Sources: release notes of the CUDA toolkit, 12.0 on Kepler, 13.0 on all before Turing. */
const endOfSupport = [
  [/\bK80\b/, 12],
  [/\b(?:M60|P100|V100)\b/, 13],
] as const;

/** Whether an image runs on an instance and uses its accelerators; what is built for CPUs alone does so on CPUs alone. */
export function runsOn(
  { processor, cuda }: Pick<FrameworkImage, 'processor' | 'cuda'>,
  instance: Pick<Instance, 'gpus' | 'neuron'> | undefined,
): boolean {
  const wanted = processorOf(instance);
  if (processor !== wanted && !(processor === 'any' && wanted !== 'neuron')) return false;
  if (cuda === undefined) return true;
  const isTooOld = (name: string): boolean =>
    endOfSupport.some(([gpu, first]) => gpu.test(name) && Number.parseInt(cuda, 10) >= first);
  return instance?.gpus.some(({ name }) => isTooOld(name)) !== true;
}

/** An image for a project, and why it is this one. */
export interface RankedImage {
  readonly image: FrameworkImage;
  /** How it goes with what the project asks; undefined when nothing is asked. */
  readonly reason: string | undefined;
}

/**
 * A framework's images for an instance, the best first: one of the version that the project asks for, else the nearest lower,
 * else the nearest higher; of several that would do, one with its Python. Then the others, the newest first.
 */
export function rankImages(
  all: readonly FrameworkImage[],
  detected: DetectedFramework,
  instance: Pick<Instance, 'gpus' | 'neuron'> | undefined,
): RankedImage[] {
  const own = all.filter(({ framework }) => framework === detected.framework);
  const running = own.filter((image) => runsOn(image, instance));
  // Scikit-learn has images for CPUs alone: they run on a GPU instance too, and leave its GPUs idle.
  const usable =
    running.length > 0 || processorOf(instance) !== 'gpu'
      ? running
      : own.filter((i) => i.processor === 'cpu');
  const newest = [...usable].sort((a, b) => compareReleases(versionOf(b), versionOf(a)));
  const best = bestOf(newest, detected);
  if (!best) return [];
  const reason = [best.reason, pythonReason(best.image, detected)].filter(Boolean).join('; ');
  const others = newest.filter((image) => image !== best.image);
  return [{ ...best, reason }, ...others.map((image) => ({ image, reason: undefined }))];
}

/** XGBoost's and scikit-learn's own version, without SageMaker's revision. */
function versionOf({ version }: FrameworkImage): number[] {
  return releaseOf(version);
}

/** The newest that has the Python that the project asks for. */
function withPython(
  newest: readonly FrameworkImage[],
  { python }: DetectedFramework,
): FrameworkImage | undefined {
  const asked = parseSpecifiers(python?.specifier ?? '');
  if (asked.length === 0) return undefined;
  return newest.find((image) => image.python !== undefined && fits(releaseOf(image.python), asked));
}

/** What is said of an image's Python, where the project asks for one and the image's is known. */
function pythonReason(image: FrameworkImage, detected: DetectedFramework): string | undefined {
  const { python: asked } = detected;
  if (!asked || image.python === undefined) return undefined;
  const wanted = `Python ${asked.specifier.replace(/^==/, '')} of ${asked.file}`;
  return withPython([image], detected) ? `fits ${wanted}` : `not ${wanted}`;
}

function bestOf(newest: readonly FrameworkImage[], detected: DetectedFramework): RankedImage | undefined {
  const asked = parseSpecifiers(detected.specifier ?? '');
  const [latest] = newest;
  if (!latest) return undefined;
  if (asked.length === 0) {
    const image = withPython(newest, detected) ?? latest;
    return { image, reason: `the newest; ${detected.evidence}` };
  }
  const exact = asked.find(([operator]) => operator === '==')?.[1];
  const fitting = newest.filter((image) => fits(versionOf(image), asked));
  // Of several patches of one minor version the one that is asked for, else the newest.
  const sames = exact ? fitting.filter((image) => compareReleases(versionOf(image), exact) === 0) : [];
  const same = withPython(sames, detected) ?? sames[0];
  const image = same ?? withPython(fitting, detected) ?? fitting[0];
  if (image) {
    const differs = exact && !same && exact.length > 2 && isSameMinor(versionOf(image), exact);
    return { image, reason: `${differs ? 'same minor version as' : 'fits'} ${detected.evidence}` };
  }
  const bound = upperBound(asked);
  const lower = bound && newest.find((candidate) => compareReleases(versionOf(candidate), bound) <= 0);
  if (lower) return { image: lower, reason: `the nearest lower: no image here for ${detected.evidence}` };
  const lowest = newest.at(-1);
  return (
    lowest && {
      image: bound ? lowest : latest,
      reason: `the nearest higher: no image here for ${detected.evidence}`,
    }
  );
}

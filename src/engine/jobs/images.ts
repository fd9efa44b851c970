/*
 * What this machine runs for a container image. Images are not pulled: the ones that only bring a framework for the
 * user's own script (`docker run <image> train` of AWS's framework containers) run as a process with the user's Python.
 */

/** Repository (without registry, tag and digest) → the Python package that the image would have brought, if any. */
const PROCESS_RUNTIMES: Readonly<Record<string, string | undefined>> = {
  'sagemaker-local/python': undefined,
  'sagemaker-base-python': undefined,
  'pytorch-training': 'torch',
  'pytorch-inference': 'torch',
  'tensorflow-training': 'tensorflow',
  'tensorflow-inference': 'tensorflow',
  'mxnet-training': 'mxnet',
  'mxnet-inference': 'mxnet',
  'huggingface-pytorch-training': 'transformers',
  'huggingface-pytorch-inference': 'transformers',
  'huggingface-tensorflow-training': 'transformers',
  'huggingface-tensorflow-inference': 'transformers',
  'sagemaker-scikit-learn': 'sklearn',
  'sagemaker-xgboost': 'xgboost',
  'sagemaker-pytorch': 'torch',
  'sagemaker-tensorflow-scriptmode': 'tensorflow',
};

export type ProcessRuntime =
  | {
      readonly supported: true;
      readonly repository: string;
      /** The package that the container is named after, by its import name; the user's Python may lack it. */
      readonly framework?: string;
    }
  | {
      readonly supported: false;
      /** For `FailureReason`, after `ClientError: `: names the image and what runs here. */
      readonly reason: string;
    };

/** The repositories whose images run on this machine, by name. */
export function processRepositories(): string[] {
  return Object.keys(PROCESS_RUNTIMES).sort();
}

/** `registry/name/space:tag@digest` → `name/space`. */
function imageRepository(image: string): string {
  const [first = '', ...rest] = image.split('/');
  // Docker's own rule: the first part is a registry when it has a dot or a port, or is `localhost`.
  const path = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost') ? rest.join('/') : image;
  return path.replace(/@.*$/, '').replace(/:[^/]*$/, '');
}

/**
 * Whether a job's or model's image runs on this machine as a process with the user's Python.
 * @param image an image URI, `TrainingImage` or `Image` of a container definition; `undefined` when the request names none.
 */
export function processRuntime(image: string | undefined): ProcessRuntime {
  if (image === undefined) {
    return { supported: false, reason: `No container image was given. ${WHAT_RUNS}` };
  }
  const repository = imageRepository(image);
  if (!Object.hasOwn(PROCESS_RUNTIMES, repository)) {
    return { supported: false, reason: `The image "${image}" cannot be run on this machine. ${WHAT_RUNS}` };
  }
  const framework = PROCESS_RUNTIMES[repository];
  return { supported: true, repository, ...(framework !== undefined && { framework }) };
}

const WHAT_RUNS =
  "The local engine runs a script with this machine's Python: use sagemaker-local/python:3 or one of AWS's framework " +
  'images (pytorch-training, tensorflow-training, huggingface-pytorch-training, sagemaker-scikit-learn, sagemaker-xgboost …).';

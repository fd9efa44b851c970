import { argumentValue, decodeHyperparameter, type PythonDict, type PythonValue } from './pythonValues.ts';

/** Hyperparameters that the platform's toolkit reads itself; others with the prefix are framework parameters. */
const PLATFORM = new Set([
  'sagemaker_program',
  'sagemaker_submit_directory',
  'sagemaker_enable_cloudwatch_metrics',
  'sagemaker_container_log_level',
  'sagemaker_job_name',
  'sagemaker_region',
  'sagemaker_s3_output',
  'default_user_module_name',
  '_tuning_objective_metric',
]);

export interface Hyperparameters {
  /** The script's own, decoded. */
  readonly user: PythonDict;
  /** `sagemaker_…` and the other reserved ones, decoded. */
  readonly platform: PythonDict;
  /** Those of `platform` that are for a framework: what `SM_FRAMEWORK_PARAMS` holds. */
  readonly framework: PythonDict;
}

/** Splits and decodes a request's `HyperParameters`, an object of strings. */
export function splitHyperparameters(raw: object | undefined): Hyperparameters {
  const user: Record<string, PythonValue> = {};
  const platform: Record<string, PythonValue> = {};
  const framework: Record<string, PythonValue> = {};
  for (const [name, text] of Object.entries<unknown>({ ...raw })) {
    if (typeof text !== 'string') continue;
    const value = decodeHyperparameter(text);
    const reserved = name.startsWith('sagemaker_');
    if (!reserved && !PLATFORM.has(name)) user[name] = value;
    else platform[name] = value;
    if (reserved && !PLATFORM.has(name)) framework[name] = value;
  }
  return { user, platform, framework };
}

/** The script's arguments: `--key value` sorted by key, `-k value` for a key of one character. */
export function commandLineArguments(user: PythonDict): string[] {
  return Object.keys(user)
    .sort()
    .flatMap((key) => [key.length > 1 ? `--${key}` : `-${key}`, argumentValue(user[key] ?? null)]);
}

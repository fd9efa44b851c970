import type { Hyperparameter } from './hyperparameters.ts';

/** Answers to the questions of "Train on SageMaker…" in advance, for keybindings, tasks and tests: nothing is asked then. */
export interface LaunchOptions {
  readonly instanceType?: string;
  readonly hyperparameters?: Readonly<Record<string, Hyperparameter>>;
  /** Absolute, or relative to the script's folder; an empty text for none. Default: `data` beside the script when it is there. */
  readonly dataFolder?: string;
  readonly jobName?: string;
  /** Seconds after which the job is stopped. */
  readonly maxRuntimeSeconds?: number;
  readonly image?: string;
  readonly roleArn?: string;
}

const members: Readonly<Record<keyof LaunchOptions, (value: unknown) => boolean>> = {
  instanceType: isText,
  hyperparameters: isHyperparameters,
  dataFolder: isText,
  jobName: isText,
  maxRuntimeSeconds: (value) => typeof value === 'number' && Number.isInteger(value) && value > 0,
  image: isText,
  roleArn: isText,
};

/**
 * The second argument of the command when it is options. Menus pass things of their own there (the other selected files,
 * the editor group), which are none.
 */
export function launchOptions(argument: unknown): LaunchOptions | undefined {
  if (typeof argument !== 'object' || argument === null || Array.isArray(argument)) return undefined;
  const checks = new Map<string, (value: unknown) => boolean>(Object.entries(members));
  const valid = Object.entries(argument).every(([name, value]) => checks.get(name)?.(value) === true);
  return valid ? argument : undefined;
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isHyperparameters(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every(
    (v) => typeof v === 'string' || typeof v === 'number' || typeof v === 'boolean',
  );
}

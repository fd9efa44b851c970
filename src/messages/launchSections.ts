import type { FieldPath } from './launchProblem.ts';

/** A member of the request as the form's folded part draws it; made from the SDK's schema and the API model's constraints. */
export interface FieldSpec {
  /** AWS's: the last step of its path. */
  readonly name: string;
  /** For people: `Max wait time in seconds`. */
  readonly label: string;
  readonly type: 'text' | 'number' | 'switch' | 'choice' | 'structure' | 'list' | 'map' | 'json';
  readonly required: boolean;
  /** Of a choice. */
  readonly choices?: readonly string[];
  /** Of a structure. */
  readonly members?: readonly FieldSpec[];
  /** What a list or map holds. */
  readonly element?: FieldSpec;
  readonly min?: number;
  readonly max?: number;
}

/** A field of a section, and where in the request it stands. */
export interface SectionField extends FieldSpec {
  readonly path: FieldPath;
}

/**
 * A folded part of the form: `Spot and checkpoints`, `Network and encryption`, `Debugger and profiler` … Together they hold
 * every member of the request but the hyperparameters; the first, `Job`, has those that the page draws itself.
 */
export interface SectionSpec {
  readonly title: string;
  readonly members: readonly SectionField[];
}

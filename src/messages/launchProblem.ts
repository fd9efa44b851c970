/** Members and list indices from CreateTrainingJob's request down, `['ResourceConfig', 'InstanceType']`. */
export type FieldPath = readonly (string | number)[];

/** What stands wrong, and at which field. */
export interface Problem {
  /**
   * `request` with a path in AWS's request; or a field of the page: `script`, `hyperparameter` and `channel` with the
   * name as path, `bundle`, `page` for what has no field.
   */
  readonly field: 'request' | 'script' | 'hyperparameter' | 'channel' | 'bundle' | 'page';
  readonly path: FieldPath;
  readonly message: string;
  /** An error bars the launch; a warning does not. */
  readonly severity: 'error' | 'warning';
}

/** Wholes that a job's hyperparameters name. */
export interface Totals {
  readonly epochs: number | undefined;
  readonly steps: number | undefined;
}

const epochNames = [
  ...['epochs', 'num_epochs', 'n_epochs', 'max_epochs', 'num_train_epochs', 'nb_epochs', 'total_epochs'],
  ...['num_round', 'num_rounds', 'num_boost_round', 'nrounds', 'n_estimators', 'num_iterations'],
];
const stepNames = ['max_steps', 'total_steps', 'num_steps', 'num_train_steps', 'train_steps', 'max_iters'];

/**
 * How many epochs (or rounds of boosting) and steps a job was asked for.
 * @param hyperparameters as SageMaker has them: texts, of SageMaker's SDK in JSON
 */
export function totalsOf(hyperparameters: Readonly<Record<string, string>>): Totals {
  const known = new Map(
    Object.entries(hyperparameters).map(([name, value]) => [
      name.replace(/^-+/, '').replaceAll('-', '_').toLowerCase(),
      value,
    ]),
  );
  const first = (names: readonly string[]): number | undefined => {
    for (const name of names) {
      const value = Number(known.get(name)?.replace(/^"|"$/g, '') ?? NaN);
      if (value > 0 && Number.isFinite(value)) return value;
    }
    return undefined;
  };
  return { epochs: first(epochNames), steps: first(stepNames) };
}

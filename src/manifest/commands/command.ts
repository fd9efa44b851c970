/** One command as package.json has it, less what menus say about it. */
export interface CommandSpec<Id extends string = `sagemaker.${string}.${string}`> {
  readonly id: Id;
  readonly title: string;
  readonly category: 'SageMaker';
  /** A codicon, `$(name)`. */
  readonly icon?: `$(${string})`;
  /** Wants what only a tree node can hand it, so the palette leaves it out. */
  readonly hiddenInPalette?: true;
}

/** A command of ours; its id is kept as a type, so that nobody can register one that is not in the manifest. */
export function command<const Id extends `sagemaker.${string}.${string}`>(
  id: Id,
  title: string,
  more: Pick<CommandSpec, 'icon' | 'hiddenInPalette'> = {},
): CommandSpec<Id> {
  return { id, title, category: 'SageMaker', ...more };
}

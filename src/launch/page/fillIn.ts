import type { LaunchPage } from '../../messages/launch.ts';
import type { LaunchDraft } from '../spec/launchDraft.ts';

/**
 * Chooses the first image and the first role that are offered, where the spec has none.
 * @param filled what was chosen so before, once each: what a person empties stays empty
 */
export function fillIn(draft: LaunchDraft, { images, roles }: LaunchPage, filled: Set<string>): void {
  const { AlgorithmSpecification: algorithm, RoleArn } = draft.spec.request;
  if (algorithm?.TrainingImage === undefined && algorithm?.AlgorithmName === undefined)
    choose(draft, ['AlgorithmSpecification', 'TrainingImage'], images[0]?.value, filled);
  if (RoleArn === undefined) choose(draft, ['RoleArn'], roles[0]?.value, filled);
}

function choose(
  draft: LaunchDraft,
  path: readonly string[],
  value: string | undefined,
  filled: Set<string>,
): void {
  const key = path.join('.');
  if (value === undefined || filled.has(key)) return;
  filled.add(key);
  draft.edit({ type: 'request', path, value });
}

import { commands } from '../manifest/commands.ts';
import type { CommandRegistry } from '../platform/commandRegistry.ts';
import { Disposables } from '../platform/disposables.ts';
import type { Log } from '../platform/log.ts';
import { deployEndpoint } from './deployCommand.ts';
import { launchTraining, type LaunchParts } from './launchCommand.ts';

/** Registers "Train on SageMaker…" and "Deploy…". */
export function registerLaunch(registry: CommandRegistry, log: Log, parts: LaunchParts): Disposables {
  const owned = new Disposables();
  owned.add(
    registry.register(commands.trainingLaunch, (script, options) => launchTraining(parts, script, options)),
  );
  owned.add(
    registry.register(commands.endpointDeploy, (job, options) => deployEndpoint(parts, log, job, options)),
  );
  return owned;
}

import type { ConnectionService } from '../connection/connectionService.ts';
import { commands } from '../manifest/commands.ts';
import type { CommandRegistry } from '../platform/commandRegistry.ts';
import { Disposables } from '../platform/disposables.ts';
import { Answers } from './answers.ts';
import { InvokeCommands } from './invokeCommand.ts';

/** Registers the commands that ask endpoints, and the documents that show their answers. */
export function registerInference(registry: CommandRegistry, connections: ConnectionService): Disposables {
  const owned = new Disposables();
  const answers = owned.add(new Answers());
  const invoke = new InvokeCommands(connections, answers);
  owned.add(registry.register(commands.endpointInvoke, (argument, more) => invoke.invoke(argument, more)));
  owned.add(registry.register(commands.endpointInvokeWithFile, (argument) => invoke.withFile(argument)));
  owned.add(registry.register(commands.endpointInvokeWithSelection, () => invoke.withSelection()));
  return owned;
}

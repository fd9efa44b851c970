import type { ConnectionService } from '../connection/connectionService.ts';
import { commands } from '../manifest/commands.ts';
import type { CommandRegistry } from '../platform/commandRegistry.ts';
import { Disposables } from '../platform/disposables.ts';
import { onFirstUse } from '../platform/onFirstUse.ts';

/** Registers the commands that ask endpoints; they, and the documents that show answers, are loaded when one is asked. */
export function registerInference(registry: CommandRegistry, connections: ConnectionService): Disposables {
  const owned = new Disposables();
  const feature = onFirstUse(async () => {
    const [{ Answers }, { InvokeCommands }] = await Promise.all([
      import('./answers.ts'),
      import('./invokeCommand.ts'),
    ]);
    return new InvokeCommands(connections, owned.add(new Answers()));
  });
  owned.add(
    registry.register(commands.endpointInvoke, async (argument, more) =>
      (await feature()).invoke(argument, more),
    ),
  );
  owned.add(
    registry.register(commands.endpointInvokeWithFile, async (argument) =>
      (await feature()).withFile(argument),
    ),
  );
  owned.add(
    registry.register(commands.endpointInvokeWithSelection, async () => (await feature()).withSelection()),
  );
  return owned;
}

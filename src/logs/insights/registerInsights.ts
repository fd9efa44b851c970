import type { ConnectionService } from '../../connection/connectionService.ts';
import { commands } from '../../manifest/commands.ts';
import type { CommandRegistry } from '../../platform/commandRegistry.ts';
import { Disposables } from '../../platform/disposables.ts';
import { onFirstUse } from '../../platform/onFirstUse.ts';
import { pickTarget } from '../commands/pickTarget.ts';
import { targetArgument } from '../targetArgument.ts';
import type { InsightsOptions } from './insightsPages.ts';

/** "Query Logs…": of a tree node, `{kind, name}`, or what the person chooses. Loads its own bulk on first use. */
export function registerInsights(
  registry: CommandRegistry,
  connections: ConnectionService,
  options: InsightsOptions,
): Disposables {
  const owned = new Disposables();
  const load = onFirstUse(async () => {
    const { InsightsPages, queryOption } = await import('./insightsPages.ts');
    return { pages: owned.add(new InsightsPages(options)), queryOption };
  });
  options.onPageReturn(async () => (await load()).pages.reopen);
  owned.add(
    registry.register(commands.logsQuery, async (argument, more) => {
      const connection = await connections.connect();
      const target = targetArgument(argument) ?? (await pickTarget(connection, 'Query Logs'));
      if (!target) return undefined;
      const { pages, queryOption } = await load();
      const asked = queryOption(more);
      if (asked) return pages.query(connection, target, asked);
      pages.show(connection, target);
      return undefined;
    }),
  );
  return owned;
}

import { commands } from '../../manifest/commands.ts';
import type { CommandRegistry } from '../../platform/commandRegistry.ts';
import { Disposables } from '../../platform/disposables.ts';
import { onFirstUse } from '../../platform/onFirstUse.ts';
import type { MetricsDependencies } from './metricsFeature.ts';

/** Registers "Show Metrics" and what brings its pages back after a reload. Loads none of it. */
export function registerMetrics(registry: CommandRegistry, given: MetricsDependencies): Disposables {
  const owned = new Disposables();
  const feature = onFirstUse(async () =>
    owned.add(new (await import('./metricsFeature.ts')).MetricsFeature(given)),
  );
  owned.add(
    registry.register(commands.metricsShow, async (argument, more) => (await feature()).show(argument, more)),
  );
  given.returning.register('metrics', async () => (await feature()).reopen);
  return owned;
}

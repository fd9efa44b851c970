import { commands } from '../../manifest/commands.ts';
import type { CommandRegistry } from '../../platform/commandRegistry.ts';
import type { CompareDependencies } from './compareJobs.ts';
import type * as vscode from 'vscode';

/** Registers "Compare Training Jobs…"; loads the rest when it is first used. */
export function registerCompare(registry: CommandRegistry, given: CompareDependencies): vscode.Disposable {
  given.returning.register('compare', async () => (await import('./compareJobs.ts')).reopenComparison(given));
  return registry.register(commands.trainingCompare, async (argument, selection) => {
    const { compareJobs } = await import('./compareJobs.ts');
    return (await compareJobs(given, argument, selection))?.comparison;
  });
}

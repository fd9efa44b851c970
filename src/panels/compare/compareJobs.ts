import * as vscode from 'vscode';
import { kindOf } from '../../catalog/catalog.ts';
import { choices } from '../../catalog/choices.ts';
import { namedResource } from '../../catalog/namedResource.ts';
import type { Prices } from '../../catalog/prices/prices.ts';
import type { Connection } from '../../connection/connection.ts';
import type { ConnectionService } from '../../connection/connectionService.ts';
import { commands } from '../../manifest/commands.ts';
import { pickMany } from '../../platform/pick.ts';
import type { PageParts, Reopen } from '../reopening.ts';
import { ComparedJobs } from './comparedJobs.ts';
import { ComparePanel } from './comparePanel.ts';

export interface CompareDependencies extends PageParts {
  readonly connections: ConnectionService;
  readonly prices: Prices;
}

/**
 * "Compare Training Jobs…": those that are selected in a tree, else those that the person picks.
 * @param selection tree nodes or `{kind, name}`s
 * @returns what is compared; undefined when the person gave up
 */
export async function compareJobs(
  given: CompareDependencies,
  argument: unknown,
  selection: unknown,
): Promise<ComparedJobs | undefined> {
  const connection = await given.connections.connect();
  const many = (Array.isArray(selection) ? selection : [argument]).flatMap(
    (one: unknown) => namedResource(one, 'trainingJob')?.name ?? [],
  );
  const names = many.length > 1 ? many : await chooseJobs(connection, [], many);
  if (names.length === 0) return undefined;
  return openComparison(given, connection, names);
}

/** Opens a comparison again in the panel of an earlier window. */
export function reopenComparison(given: CompareDependencies): Reopen {
  return async (connection, subject, into) => {
    const names: readonly unknown[] = Array.isArray(subject) ? subject : [];
    const known = names.filter((name) => typeof name === 'string');
    await openComparison(given, connection, known, into);
  };
}

async function openComparison(
  given: CompareDependencies,
  connection: Connection,
  names: readonly string[],
  restored?: vscode.WebviewPanel,
): Promise<ComparedJobs> {
  const jobs = new ComparedJobs(connection, given.prices);
  // The panel owns them from here on, and lives until the person closes it.
  new ComparePanel({
    extensionUri: given.extensionUri,
    log: given.log,
    jobs,
    restored,
    choose: (known) => chooseJobs(connection, known, []),
    openDetails: (name) =>
      run(commands.resourceOpenDetails.id, { kind: 'trainingJob', name, arn: arnOf(jobs, name) }),
    showMetrics: (shown) =>
      run(
        commands.metricsShow.id,
        undefined,
        shown.map((name) => ({ kind: 'trainingJob', name })),
      ),
  });
  await jobs.take(names);
  return jobs;
}

async function run(command: string, ...given: unknown[]): Promise<void> {
  await vscode.commands.executeCommand(command, ...given);
}

function arnOf({ comparison }: ComparedJobs, name: string): string {
  return comparison.jobs.find((job) => job.name === name)?.arn ?? '';
}

async function chooseJobs(
  connection: Connection,
  known: readonly string[],
  chosen: readonly string[],
): Promise<readonly string[]> {
  const picked = await pickMany({
    title: 'Compare Training Jobs',
    placeholder: 'Which training jobs?',
    empty: known.length > 0 ? 'There is no other training job' : 'There is no training job yet',
    load: async (signal) => {
      const where = ({ name }: { readonly name: string }): boolean => !known.includes(name);
      const items = await choices(connection, kindOf('trainingJob'), { signal, where });
      return items.map((item) => ({ ...item, picked: chosen.includes(item.value.name) }));
    },
  });
  return picked?.map(({ name }) => name) ?? [];
}

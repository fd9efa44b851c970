import type { PageQuery, QueryAbilities, SageMaker } from '../kind.ts';
import { call, pageInput } from '../sdk.ts';

/** What the lists of experiments, trials and trial components can do: no names, no statuses. */
export const experimentQuery: QueryAbilities = {
  name: false,
  statuses: [],
  sortBy: ['CreationTime', 'Name'],
};

/** The members that those lists share. */
export function experimentInput(query: PageQuery) {
  return {
    ...pageInput(query),
    SortBy: query.sortBy === 'Name' ? 'Name' : 'CreationTime',
    SortOrder: query.sortOrder ?? 'Descending',
  } as const;
}

/** The name that people gave it, where it is another than its own. */
export function shownName(displayName: string | undefined, name: string | undefined): string | undefined {
  return displayName === name ? undefined : displayName;
}

/** Takes all components out of a trial, which a trial that is to be deleted must not have. */
export async function emptyTrial(from: SageMaker, trial: string): Promise<void> {
  const components: (string | undefined)[] = [];
  let NextToken: string | undefined;
  do {
    const page = await call(from, 'ListTrialComponents', { TrialName: trial, NextToken });
    components.push(...(page.TrialComponentSummaries ?? []).map(({ TrialComponentName: name }) => name));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  for (const component of components) await part(from, component, trial);
}

/** Takes a component out of all its trials, which one that is to be deleted must not be in. */
export async function leaveTrials(from: SageMaker, component: string): Promise<void> {
  const trials: (string | undefined)[] = [];
  let NextToken: string | undefined;
  do {
    const page = await call(from, 'ListTrials', { TrialComponentName: component, NextToken });
    trials.push(...(page.TrialSummaries ?? []).map(({ TrialName: name }) => name));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  for (const trial of trials) await part(from, component, trial);
}

async function part(
  from: SageMaker,
  component: string | undefined,
  trial: string | undefined,
): Promise<void> {
  await call(from, 'DisassociateTrialComponent', { TrialComponentName: component, TrialName: trial });
}

import type { Document } from '../follow/kinds/logKind.ts';
import { formatDuration } from '../../analysis/text/duration.ts';
import type { SentSource } from './failureAccount.ts';

/** What the texts of explanations may name beside what they have found. */
export function factsOf(
  document: Document,
  region: string,
  { script }: SentSource,
): ReadonlyMap<string, string> {
  const limit = within(document, 'StoppingCondition', 'MaxRuntimeInSeconds');
  const instance = within(document, 'ResourceConfig', 'InstanceType');
  const image = within(document, 'AlgorithmSpecification', 'TrainingImage');
  const repository = typeof image === 'string' ? /\/([^:@]+)/.exec(image)?.[1] : undefined;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['region', region],
    ['script', script],
    ['limit', typeof limit === 'number' ? formatDuration(limit * 1000) : undefined],
    ['instance', typeof instance === 'string' ? instance : undefined],
    ['repository', repository],
  ];
  return new Map(facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])));
}

function within(document: Document, member: string, name: string): unknown {
  const value = document[member];
  return typeof value === 'object' && value !== null ? (value as Document)[name] : undefined;
}

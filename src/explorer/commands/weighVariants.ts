import type { DescribeEndpointOutput } from '@aws-sdk/client-sagemaker';
import * as vscode from 'vscode';
import { kindOf } from '../../catalog/catalog.ts';
import { updateWeights, type VariantChange } from '../../catalog/inference/updateWeights.ts';
import type { Connection } from '../../connection/connection.ts';
import type { ConnectionService } from '../../connection/connectionService.ts';
import { chooseResource } from '../chooseResource.ts';
import { confirmed } from '../confirmed.ts';
import { isCount, isWeight } from '../numbers.ts';
import type { ResourceReference } from '../../catalog/resource.ts';

/** A variant as it is now. */
interface Variant {
  readonly name: string;
  readonly weight: number | undefined;
  /** Undefined for a serverless variant, which has no instances to count. */
  readonly instances: number | undefined;
}

/**
 * Gives an endpoint's variants other weights and instance counts, asked for one variant after the other.
 * @param given the changes, when they are known already.
 */
export async function weighVariants(
  connections: ConnectionService,
  argument: unknown,
  given?: readonly VariantChange[],
): Promise<void> {
  const resource = await chooseResource(connections, argument, 'Change weights and instances', 'weigh');
  if (!resource) return;
  const connection = await connections.connect();
  const changes = given ?? (await ask(connection, resource));
  if (!changes || changes.length === 0) return;
  const more = changes.map(changeText).join('; ');
  const question = `Change endpoint "${resource.name}"?`;
  if (await confirmed(connection, question, `${more}. Instances are billed while they run.`, 'Change'))
    await updateWeights(connection, resource, changes);
}

/** Reads changes that a caller gave. @returns undefined for what is none: a menu passes all selected nodes there. */
export function readVariantChanges(value: unknown): VariantChange[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const changes = value.flatMap((one: unknown): VariantChange[] => {
    const { name, weight, instances, type } = (one ?? {}) as Record<string, unknown>;
    if (typeof name !== 'string' || type !== undefined) return [];
    return [
      {
        name,
        ...(typeof weight === 'number' && { weight }),
        ...(typeof instances === 'number' && { instances }),
      },
    ];
  });
  return changes.length === value.length ? changes : undefined;
}

async function ask(
  connection: Connection,
  resource: ResourceReference,
): Promise<VariantChange[] | undefined> {
  const { document } = await kindOf('endpoint').describe(connection, resource);
  const { ProductionVariants: variants = [] } = document as DescribeEndpointOutput;
  const changes: VariantChange[] = [];
  for (const variant of variants) {
    const now: Variant = {
      name: variant.VariantName ?? '',
      weight: variant.CurrentWeight,
      instances: variant.CurrentInstanceCount,
    };
    const change = await askVariant(resource.name, now);
    // Escape gives all up, as nothing has been changed so far.
    if (!change) return undefined;
    if (change.weight !== undefined || change.instances !== undefined) changes.push(change);
  }
  return changes;
}

async function askVariant(endpoint: string, now: Variant): Promise<VariantChange | undefined> {
  const title = `${endpoint}: ${now.name}`;
  const weight = await vscode.window.showInputBox({
    title,
    prompt: 'Weight: its share of the requests, beside those of the other variants',
    value: String(now.weight ?? 1),
    validateInput: (text) => (isWeight(text) ? undefined : 'A number, 0 or more'),
  });
  if (weight === undefined) return undefined;
  const instances = now.instances === undefined ? '' : await askInstances(title, now.instances);
  if (instances === undefined) return undefined;
  return {
    name: now.name,
    ...(Number(weight) !== now.weight && { weight: Number(weight) }),
    ...(instances !== '' && Number(instances) !== now.instances && { instances: Number(instances) }),
  };
}

const askInstances = (title: string, now: number) =>
  vscode.window.showInputBox({
    title,
    prompt: 'Number of instances',
    value: String(now),
    validateInput: (text) => (isCount(text) ? undefined : 'A whole number, 0 or more'),
  });

function changeText({ name, weight, instances }: VariantChange): string {
  const parts = [
    weight === undefined ? undefined : `weight ${weight}`,
    instances === undefined ? undefined : `${instances} ${instances === 1 ? 'instance' : 'instances'}`,
  ];
  return `${name}: ${parts.filter(Boolean).join(', ')}`;
}

import { NormalizedSchema } from '@smithy/core/schema';
import { operationSchema } from '../protocols/awsJson.ts';
import { membersOf } from '../../analysis/shapes/members.ts';
import { inUse, notFound } from './errors.ts';
import { type ResourceKind } from './kind.ts';

/** A declaration with what it leaves to the schemas filled in. */
export type ResolvedKind = ResourceKind &
  Required<
    Pick<ResourceKind, 'label' | 'arnType' | 'nameMember' | 'arnMember' | 'listOrder' | 'exists' | 'notFound'>
  >;

/** The members of an operation's input (4) or output (5), empty when there is no such operation. */
export function operationMembers(schemas: object, operation: string, side: 4 | 5): readonly string[] {
  const schema = operationSchema(schemas, operation);
  if (!schema) return [];
  const structure = NormalizedSchema.of(schema[side]);
  return structure.isStructSchema() ? [...membersOf(structure).keys()] : [];
}

/** `TrainingJob` → `training`, `job`; runs of capitals stay together: `AIWorkloadConfig` → `AI`, `workload`, `config`. */
function words(name: string): string[] {
  return [...name.matchAll(/[A-Z]+(?![a-z])|[A-Z][a-z0-9]*/g)].map(([word]) => word);
}

/** Fills in the names that follow AWS's habits. @throws Error for a kind whose names the schemas do not tell. */
export function resolveKind(kind: ResourceKind, schemas: object): ResolvedKind {
  const { name } = kind;
  const input = operationMembers(schemas, `Create${name}`, 4);
  const describe = operationMembers(schemas, `Describe${name}`, 5);
  const outputs = [...operationMembers(schemas, `Create${name}`, 5), ...describe];
  const must = (what: string, found: string | undefined): string => {
    if (found === undefined) throw new Error(`The schemas do not tell the ${what} of ${name}: declare it.`);
    return found;
  };
  const label =
    kind.label ??
    words(name)
      .map((word) => (/^[A-Z]+$/.test(word) ? word : word.toLowerCase()))
      .join(' ');
  const among = (members: readonly string[], ...wanted: string[]): string | undefined =>
    wanted.find((member) => members.includes(member));
  const statusMember = kind.statusMember ?? among(describe, `${name}Status`, 'Status');
  return {
    ...kind,
    label,
    arnType: kind.arnType ?? words(name).join('-').toLowerCase(),
    nameMember:
      kind.nameMember ??
      must(
        'name',
        among(input, `${name}Name`, 'Name', 'JobName', 'JobDefinitionName') ??
          input.find((member) => member.endsWith('Name')),
      ),
    arnMember:
      kind.arnMember ??
      must('ARN', among(outputs, `${name}Arn`, 'Arn') ?? outputs.find((member) => member.endsWith('Arn'))),
    listOrder: kind.listOrder ?? 'Descending',
    exists: kind.exists ?? inUse(label),
    notFound: kind.notFound ?? notFound(label),
    ...(statusMember === undefined ? {} : { statusMember }),
  };
}

import type { KindId } from '../arnTypes.ts';
import type { Details } from '../details.ts';
import type { SageMaker } from '../kind.ts';
import { kindTitle } from './kindTitle.ts';
import { type Lineage, relatedResource, type Role, targetKey } from './related.ts';
import { scan } from './scan.ts';
import { stated } from './stated.ts';

/** Which kinds' descriptions name resources of a kind, or what it has put in S3. */
const usersOf: Partial<Record<KindId, readonly KindId[]>> = {
  trainingJob: ['model', 'modelPackage'],
  hyperParameterTuningJob: [],
  compilationJob: ['model'],
  optimizationJob: ['model'],
  model: ['endpointConfig', 'transformJob', 'inferenceComponent', 'modelCard'],
  modelPackage: ['model'],
  endpointConfig: ['endpoint'],
  endpoint: ['inferenceComponent', 'inferenceExperiment'],
  featureGroup: ['processingJob'],
};

/** Kinds that can be changed to use what is younger than they are. */
const changing: ReadonlySet<KindId> = new Set<KindId>([
  'endpoint',
  'inferenceComponent',
  'inferenceExperiment',
  'modelCard',
]);

/** Who uses a resource: what no operation can be asked for, so the newest of the kinds that could are looked at. */
export function userFinders(
  from: SageMaker,
  details: Details,
  signal: AbortSignal | undefined,
): (() => Promise<Lineage>)[] {
  const { resource } = details;
  const made = stated(details.document, resource).filter(
    ({ role, target }) => role === 'made' && target.type === 's3',
  );
  const own = new Set([resource.arn.toLowerCase(), ...made.map(({ target }) => targetKey(target))]);
  const role: Role = made.length > 0 && resource.kind.endsWith('Job') ? 'made' : 'used by';
  return (usersOf[resource.kind] ?? []).map((id) => async (): Promise<Lineage> => {
    const { found, note } = await scan(from, id, changing.has(id) ? undefined : resource.createdAt, signal);
    const users = found.filter(({ reference, answer }) =>
      stated(answer, reference).some((related) => own.has(targetKey(related.target))),
    );
    return {
      related: users.map(({ reference }) => relatedResource(role, kindTitle(id), reference)),
      notes: note === undefined ? [] : [note],
    };
  });
}

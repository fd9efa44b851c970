import type { Details } from '../details.ts';
import type { KindId } from '../resource.ts';

/** The members of a job's description that say when its instances began to work, from which on they are billed. */
const startMembers: Partial<Record<KindId, string>> = {
  trainingJob: 'TrainingStartTime',
  processingJob: 'ProcessingStartTime',
  transformJob: 'TransformStartTime',
};

/** Kinds that are started and stopped again and again: their creation says nothing about how long they run. */
const restarted: readonly KindId[] = ['notebookInstance', 'mlflowTrackingServer'];

/** Since when a resource runs; undefined for a job whose instances are not there yet. */
export function runningSince({ document, resource }: Details): Date | undefined {
  const member = startMembers[resource.kind];
  if (member !== undefined) {
    const moment = (document as Readonly<Record<string, unknown>>)[member];
    return moment instanceof Date ? moment : undefined;
  }
  return restarted.includes(resource.kind) ? (resource.modifiedAt ?? resource.createdAt) : resource.createdAt;
}

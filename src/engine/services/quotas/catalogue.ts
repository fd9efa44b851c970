import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { objects, text, type JsonObject } from '../../json.ts';

/** What instances are counted for, in the words of the quotas' names. */
export type Use = 'training job' | 'spot training job' | 'processing job' | 'transform job' | 'endpoint';

/** One of SageMaker's quotas: how many instances of a type there may be at once for a use. */
export interface Quota {
  /** AWS's words: `ml.g5.xlarge for training job usage`. */
  readonly name: string;
  /** Of AWS's form, not AWS's own: those are nowhere published as a whole. */
  readonly code: string;
}

const USES: Readonly<Record<string, readonly Use[]>> = {
  training: ['training job', 'spot training job'],
  processing: ['processing job'],
  transform: ['transform job'],
  hosting: ['endpoint'],
};

export function quotaName(use: Use, instanceType: string): string {
  return `${instanceType} for ${use} usage`;
}

/** The quota of a name, with a code that is always the same for it. */
export function quotaOf(name: string): Quota {
  const hash = createHash('sha256').update(name).digest('hex');
  return { name, code: `L-${hash.slice(0, 8).toUpperCase()}` };
}

/** Every quota, by name: one for each instance type and use that SageMaker has. */
export function quotaCatalogue(
  location = new URL('../media/data/instances.json', import.meta.url),
): readonly Quota[] {
  const data = JSON.parse(readFileSync(location, 'utf8')) as JsonObject;
  const names = objects(data, 'instances').flatMap((instance) => {
    const uses = Array.isArray(instance['uses']) ? instance['uses'] : [];
    return uses
      .flatMap((use) => (typeof use === 'string' ? (USES[use] ?? []) : []))
      .map((use) => quotaName(use, text(instance, 'instanceType') ?? ''));
  });
  return names.sort((a, b) => (a < b ? -1 : 1)).map(quotaOf);
}

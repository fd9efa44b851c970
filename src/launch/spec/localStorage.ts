import type { InstanceRow } from '../../messages/launchInstances.ts';
import type { Problem } from '../../messages/launchProblem.ts';
import { hostGroups } from './costText.ts';
import { fieldsOf, type Fields } from './json.ts';

/**
 * What instances with disks of their own do not take: SageMaker mounts those in place of a storage volume (the API reference
 * of ResourceConfig). Warnings, as which types have such disks is told by a table, and AWS has the last word.
 * @param rows of the request's types; what is missing is not known to have disks
 */
export function localStorageProblems(request: Fields, rows: readonly InstanceRow[]): Problem[] {
  const { VolumeKmsKeyId: key, VolumeSizeInGB: size } = fieldsOf(request['ResourceConfig']);
  const types = new Set(hostGroups(request).map(({ instanceType }) => instanceType));
  const local = rows.filter((row) => types.has(row.instanceType) && row.localStorageGB !== undefined);
  return local.flatMap(({ instanceType, localStorageGB = 0 }) => [
    ...(key === undefined
      ? []
      : [
          warning(
            'VolumeKmsKeyId',
            `${instanceType} has local storage, which its hardware encrypts: AWS takes no key for it. Leave the key out, or choose another type.`,
          ),
        ]),
    ...(typeof size === 'number' && size > localStorageGB
      ? [
          warning(
            'VolumeSizeInGB',
            `${instanceType} has ${localStorageGB} GB of local storage in place of a volume; AWS takes no larger size for it.`,
          ),
        ]
      : []),
  ]);
}

function warning(member: string, message: string): Problem {
  return { field: 'request', path: ['ResourceConfig', member], message, severity: 'warning' };
}

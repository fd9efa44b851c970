import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { resourceInUse } from '../errors.ts';
import { type ResourceKind } from '../kind.ts';

/** Whether a value holds a string, at any depth. */
function holds(value: Json | undefined, wanted: string): boolean {
  if (Array.isArray(value)) return value.some((item) => holds(item, wanted));
  if (isJsonObject(value)) return Object.values(value).some((item) => holds(item, wanted));
  return value === wanted;
}

function uses(document: JsonObject, arn: string): boolean {
  return document['Status'] !== 'Deleted' && holds(document, arn);
}

/** Scripts that run when Studio's apps start; what names one keeps it. */
export const studioLifecycleConfig: ResourceKind = {
  name: 'StudioLifecycleConfig',
  filters: { AppTypeEquals: '$.StudioLifecycleConfigAppType' },
  delete(record, _input, { all }) {
    for (const kind of ['Domain', 'UserProfile', 'Space', 'App']) {
      for (const user of all(kind)) {
        if (!uses(user.document, record.arn)) continue;
        throw resourceInUse(`StudioLifecycleConfig [${record.arn}] cannot be deleted: ${user.arn} uses it.`);
      }
    }
    return {};
  },
};

import { text } from '../../json.ts';
import { inUse, notFound, resourceInUse } from '../errors.ts';
import { type ResourceKind } from '../kind.ts';
import { given } from '../members.ts';

/** Hubs: private catalogues of models and notebooks. */
export const hub: ResourceKind = {
  name: 'Hub',
  exists: inUse('hub'),
  notFound: notFound('hub'),
  initialStatus: 'Creating',
  create: (input) => ({ ...input, HubStatus: 'Creating' }),
  update(record, input) {
    const status = text(record.document, 'HubStatus') ?? '';
    if (status === 'Deleting') throw resourceInUse(`The hub ${record.arn} is being deleted.`);
    return {
      ...given(input, 'HubDescription', 'HubDisplayName', 'HubSearchKeywords'),
      HubStatus: 'Updating',
    };
  },
  settles: {
    Creating: { to: 'InService', afterMs: 1000 },
    Updating: { to: 'InService', afterMs: 500 },
  },
  delete(record, _input, { all }) {
    for (const { document, arn } of all('HubContent')) {
      if (text(document, 'HubName') !== record.name) continue;
      throw resourceInUse(`The hub ${record.arn} cannot be deleted: it still has content (${arn}).`);
    }
    return { HubStatus: 'Deleting' };
  },
  deletingMs: 500,
  // Every hub here is of the one account.
  sorts: { AccountIdOwner: '$.HubArn' },
};

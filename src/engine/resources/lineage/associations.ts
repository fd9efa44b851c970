import { validationError } from '../../http/awsError.ts';
import { text, type JsonObject } from '../../json.ts';
import { type JsonHandler } from '../../protocols/awsJson.ts';
import { resourceNotFound } from '../errors.ts';
import { type ResourceKind } from '../kind.ts';
import { type ResourceRecord } from '../record.ts';
import { type ResourceStore } from '../resourceStore.ts';
import { lineageEntity } from './entities.ts';

const KIND = 'Association';

/** Associations: a source and a destination, at most one between the two in that direction. */
export const association: ResourceKind = {
  name: KIND,
  nameMember: 'AssociationName',
  arnMember: 'AssociationArn',
  filters: {
    SourceArn: '$.SourceArn',
    DestinationArn: '$.DestinationArn',
    SourceType: '$.SourceType',
    DestinationType: '$.DestinationType',
    AssociationType: '$.AssociationType',
  },
  sorts: {
    SourceArn: '$.SourceArn',
    DestinationArn: '$.DestinationArn',
    SourceType: '$.SourceType',
    DestinationType: '$.DestinationType',
  },
  describe({ document }, { byArn }) {
    const name = (member: string): string | undefined => {
      const record = byArn(text(document, member) ?? '');
      return record && lineageEntity(record)?.name;
    };
    return { SourceName: name('SourceArn'), DestinationName: name('DestinationArn') };
  },
};

function pair(input: JsonObject): { source: string; destination: string; name: string } {
  const source = text(input, 'SourceArn') ?? '';
  const destination = text(input, 'DestinationArn') ?? '';
  return { source, destination, name: `${source}|${destination}` };
}

/** The associations that a resource has part in. */
function associationsOf(store: ResourceStore, { arn, region }: ResourceRecord): ResourceRecord[] {
  return [...store.all(KIND, region)].filter(
    ({ document }) => document['SourceArn'] === arn || document['DestinationArn'] === arn,
  );
}

/** Takes away the associations of something that goes. */
export function dropAssociations(store: ResourceStore, record: ResourceRecord): void {
  for (const found of associationsOf(store, record)) store.remove(found);
}

/** @throws AwsError for an entity that others are still associated with */
export function requireAlone(store: ResourceStore, record: ResourceRecord): void {
  if (associationsOf(store, record).length === 0) return;
  throw validationError(`${record.arn} cannot be deleted: delete its associations first.`);
}

/** Stores an association unless it is there. */
export function associate(
  store: ResourceStore,
  from: ResourceRecord,
  to: ResourceRecord,
  type: string | undefined,
): boolean {
  const name = `${from.arn}|${to.arn}`;
  if (store.get({ kind: KIND, region: from.region, name })) return false;
  store.insert(
    { kind: KIND, region: from.region, name, arn: name },
    {
      SourceArn: from.arn,
      DestinationArn: to.arn,
      SourceType: lineageEntity(from)?.type,
      DestinationType: lineageEntity(to)?.type,
      AssociationType: type,
    },
  );
  return true;
}

/** AddAssociation and DeleteAssociation. */
export function associationOperations(store: ResourceStore): Record<string, JsonHandler> {
  const entity = (arn: string, region: string): ResourceRecord => {
    const record = store.byArn(arn);
    if (record?.region !== region || !lineageEntity(record)) {
      throw resourceNotFound(`${arn} does not exist.`);
    }
    return record;
  };
  return {
    AddAssociation(input, request) {
      const { source, destination } = pair(input);
      const { region } = request.scope;
      if (source === destination) throw validationError('Source and destination are the same entity.');
      const type = text(input, 'AssociationType');
      if (!associate(store, entity(source, region), entity(destination, region), type)) {
        throw validationError(`An association from ${source} to ${destination} already exists.`);
      }
      return { SourceArn: source, DestinationArn: destination };
    },
    DeleteAssociation(input, request) {
      const { source, destination, name } = pair(input);
      const found = store.get({ kind: KIND, region: request.scope.region, name });
      if (!found) throw resourceNotFound(`There is no association from ${source} to ${destination}.`);
      store.remove(found);
      return { SourceArn: source, DestinationArn: destination };
    },
  };
}

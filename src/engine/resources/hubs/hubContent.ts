import { validationError } from '../../http/awsError.ts';
import { text, type JsonObject } from '../../json.ts';
import { inUse, resourceInUse, resourceNotFound } from '../errors.ts';
import { type KindContext, type ResourceKind } from '../kind.ts';
import { given, nameFromArn, parsedObject } from '../members.ts';
import { compareVersions, contentOf, versionOf, versionsOf } from './versions.ts';

const FIRST_VERSION = '1.0.0';
type Lookup = Pick<KindContext, 'find' | 'all'>;

function hubName(input: JsonObject): string {
  return nameFromArn(text(input, 'HubName') ?? '');
}

/** The version that a request names, else the newest. */
function keyOf(input: JsonObject, context: Lookup): string {
  const content = contentOf(input);
  const version = text(input, 'HubContentVersion');
  if (version !== undefined) return `${content}/${version}`;
  const newest = versionsOf(content, context).at(-1);
  if (!newest) throw resourceNotFound(`There is no hub content ${content}.`);
  return newest.name;
}

/** The version that a new content gets: what it says, else the next patch after the newest. */
function newKey(input: JsonObject, context: Lookup): string {
  const content = contentOf(input);
  const given = text(input, 'HubContentVersion');
  if (given !== undefined) return `${content}/${given}`;
  const newest = versionsOf(content, context).at(-1);
  if (!newest) return `${content}/${FIRST_VERSION}`;
  const [major = '1', minor = '0', patch = '0'] = versionOf(newest).split('.');
  return `${content}/${major}.${minor}.${Number(patch) + 1}`;
}

function create(input: JsonObject, { find, key }: KindContext): JsonObject {
  const name = hubName(input);
  const hub = find('Hub', name);
  if (!hub) throw resourceNotFound(`Hub ${text(input, 'HubName') ?? ''} does not exist.`);
  const status = text(hub.document, 'HubStatus') ?? '';
  if (status === 'Deleting') throw resourceInUse(`The hub ${hub.arn} is being deleted.`);
  if (!parsedObject(text(input, 'HubContentDocument') ?? '')) {
    throw validationError('HubContentDocument is not a JSON object.');
  }
  return {
    SupportStatus: 'Supported',
    ...input,
    HubName: name,
    HubArn: hub.arn,
    HubContentVersion: key.slice(key.lastIndexOf('/') + 1),
    HubContentStatus: 'Importing',
  };
}

/** Contents of hubs; a record is one version of one content. */
export const hubContent: ResourceKind = {
  name: 'HubContent',
  nameMember: 'HubContentName',
  arnMember: 'HubContentArn',
  key: keyOf,
  newKey,
  exists: inUse('hub content version'),
  notFound: (key) => resourceNotFound(`There is no hub content ${key}.`),
  create,
  update: (_record, input) => ({
    ...given(input, 'HubContentDisplayName', 'HubContentDescription', 'HubContentMarkdown'),
    ...given(input, 'HubContentSearchKeywords', 'SupportStatus'),
  }),
  settles: { Importing: { to: 'Available', afterMs: 500 } },
  delete: () => ({ HubContentStatus: 'Deleting' }),
  filters: { HubName: '', MinVersion: '', MaxSchemaVersion: '', HubContentName: '$.HubContentName' },
  listed({ document }, input) {
    const least = text(input, 'MinVersion');
    const schema = text(input, 'MaxSchemaVersion');
    return (
      document['HubName'] === hubName(input) &&
      (least === undefined || compareVersions(text(document, 'HubContentVersion') ?? '', least) >= 0) &&
      (schema === undefined || compareVersions(text(document, 'DocumentSchemaVersion') ?? '', schema) <= 0)
    );
  },
};

import { validationError } from '../../http/awsError.ts';
import { object, text, type JsonObject } from '../../json.ts';
import { resourceInUse } from '../errors.ts';
import { generatedHex, generatedId } from '../generatedId.ts';
import { type KindContext, type ResourceKind } from '../kind.ts';
import { localUrl } from '../localUrl.ts';
import { given } from '../members.ts';
import { mergedMember } from '../merged.ts';
import { type ResourceRecord } from '../record.ts';
import { requireStatus } from '../requireStatus.ts';
import { associated, inDomain, liveApps } from './members.ts';

function requireNetwork(document: JsonObject): void {
  if (document['AppNetworkAccessType'] !== 'VpcOnly') return;
  if (document['VpcId'] === undefined || document['SubnetIds'] === undefined) {
    throw validationError('VpcId and SubnetIds are required when AppNetworkAccessType is VpcOnly.');
  }
}

/** @throws AwsError naming what still belongs to a domain that is to go. */
function requireEmpty(record: ResourceRecord, context: KindContext): void {
  const users = inDomain(context, 'UserProfile', record.name);
  const spaces = inDomain(context, 'Space', record.name);
  const apps = liveApps(context, record.name);
  const left = [
    ...(users.length > 0 ? ['UserProfile(s)'] : []),
    ...(spaces.length > 0 ? ['Space(s)'] : []),
    ...(apps.length > 0 ? ['App(s)'] : []),
  ];
  if (left.length > 0) throw associated('Domain', record, left);
}

function update(record: ResourceRecord, input: JsonObject, context: KindContext): JsonObject {
  requireStatus(record, 'Status', ['InService', 'Update_Failed'], resourceInUse, 'Updating');
  const { document } = record;
  const access = input['AppNetworkAccessType'];
  if (access !== undefined && access !== document['AppNetworkAccessType']) {
    if (liveApps(context, record.name).length > 0) {
      throw resourceInUse('AppNetworkAccessType cannot be changed while the domain has apps.');
    }
  }
  const change: JsonObject = {
    ...given(
      input,
      ...['AppNetworkAccessType', 'AppSecurityGroupManagement', 'SubnetIds', 'TagPropagation', 'VpcId'],
    ),
    ...mergedMember(document, input, 'DefaultUserSettings'),
    ...mergedMember(document, input, 'DefaultSpaceSettings'),
    ...mergedMember(document, { DomainSettings: settingsForUpdate(input) }, 'DomainSettings'),
    Status: 'Updating',
  };
  requireNetwork({ ...document, ...change });
  return change;
}

/** `DomainSettingsForUpdate` in the words of `DomainSettings`. */
function settingsForUpdate(input: JsonObject): JsonObject | undefined {
  const settings = object(input, 'DomainSettingsForUpdate');
  if (!settings) return undefined;
  const { RStudioServerProDomainSettingsForUpdate: rstudio, ...rest } = settings;
  return rstudio === undefined ? rest : { ...rest, RStudioServerProDomainSettings: rstudio };
}

/** Studio's domains. Their members keep them from being deleted. */
export const domain: ResourceKind = {
  name: 'Domain',
  initialStatus: 'Pending',
  listOrder: 'Ascending',
  key: (input) => text(input, 'DomainId') ?? '',
  newKey: () => `d-${generatedId(12)}`,
  create(input, { key }) {
    requireNetwork(input);
    const kms = text(input, 'KmsKeyId') ?? text(input, 'HomeEfsFileSystemKmsKeyId');
    return {
      AppNetworkAccessType: 'PublicInternetOnly',
      TagPropagation: 'DISABLED',
      ...input,
      ...(kms === undefined ? {} : { KmsKeyId: kms, HomeEfsFileSystemKmsKeyId: kms }),
      DomainId: key,
      HomeEfsFileSystemId: `fs-${generatedHex(17)}`,
      Status: 'Pending',
    };
  },
  update,
  delete(record, _input, context) {
    requireEmpty(record, context);
    requireStatus(
      record,
      'Status',
      ['InService', 'Failed', 'Update_Failed', 'Delete_Failed', 'Deleting'],
      resourceInUse,
      'Deleting',
    );
    return { Status: 'Deleting' };
  },
  deletingMs: 2000,
  settles: {
    Pending: { to: 'InService', afterMs: 3000 },
    Updating: { to: 'InService', afterMs: 1000 },
  },
  describe: (record, { endpoint }) => ({ Url: localUrl(endpoint, 'studio', record.name) }),
};

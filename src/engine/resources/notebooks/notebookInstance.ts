import { validationError } from '../../http/awsError.ts';
import { number, text, type JsonObject } from '../../json.ts';
import { type KindContext, type ResourceKind } from '../kind.ts';
import { localUrl } from '../localUrl.ts';
import { given, strings } from '../members.ts';
import { type ResourceRecord } from '../record.ts';
import { requireStatus } from '../requireStatus.ts';

const STATUS = 'NotebookInstanceStatus';

function requireLifecycleConfig(input: JsonObject, { find }: KindContext): JsonObject {
  const name = text(input, 'LifecycleConfigName');
  if (name === undefined) return {};
  if (!find('NotebookInstanceLifecycleConfig', name)) {
    throw validationError(`Notebook instance lifecycle configuration "${name}" does not exist.`);
  }
  return { NotebookInstanceLifecycleConfigName: name };
}

/** Repositories are given by URL, or by the name of a code repository that is there. */
function requireRepositories(input: JsonObject, { find }: KindContext): void {
  const first = text(input, 'DefaultCodeRepository');
  for (const name of [
    ...(first === undefined ? [] : [first]),
    ...strings(input, 'AdditionalCodeRepositories'),
  ]) {
    if (!/^https?:\/\//.test(name) && !find('CodeRepository', name)) {
      throw validationError(`Cannot find CodeRepository: "${name}".`);
    }
  }
}

function create(input: JsonObject, context: KindContext): JsonObject {
  const { LifecycleConfigName: _config, SecurityGroupIds: groups, ...members } = input;
  if (input['DirectInternetAccess'] === 'Disabled' && input['SubnetId'] === undefined) {
    throw validationError('DirectInternetAccess can be Disabled only when SubnetId is given.');
  }
  requireRepositories(input, context);
  return {
    DirectInternetAccess: 'Enabled',
    VolumeSizeInGB: 5,
    RootAccess: 'Enabled',
    PlatformIdentifier: 'notebook-al2-v2',
    InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: '1' },
    ...members,
    ...(groups === undefined ? {} : { SecurityGroups: groups }),
    ...requireLifecycleConfig(input, context),
    [STATUS]: 'Pending',
  };
}

const DISASSOCIATE: readonly (readonly [flag: string, member: string])[] = [
  ['DisassociateLifecycleConfig', 'NotebookInstanceLifecycleConfigName'],
  ['DisassociateAcceleratorTypes', 'AcceleratorTypes'],
  ['DisassociateDefaultCodeRepository', 'DefaultCodeRepository'],
  ['DisassociateAdditionalCodeRepositories', 'AdditionalCodeRepositories'],
];

function update(record: ResourceRecord, input: JsonObject, context: KindContext): JsonObject {
  requireStatus(record, STATUS, ['Stopped', 'Failed'], validationError, 'Updating');
  const volume = number(input, 'VolumeSizeInGB');
  if (volume !== undefined && volume < (number(record.document, 'VolumeSizeInGB') ?? 0)) {
    throw validationError('VolumeSizeInGB can be increased, not decreased.');
  }
  requireRepositories(input, context);
  const removed = DISASSOCIATE.filter(([flag]) => input[flag] === true);
  return {
    ...given(
      input,
      ...['InstanceType', 'IpAddressType', 'PlatformIdentifier', 'RoleArn', 'VolumeSizeInGB', 'RootAccess'],
      ...['DefaultCodeRepository', 'AdditionalCodeRepositories', 'AcceleratorTypes'],
      'InstanceMetadataServiceConfiguration',
    ),
    ...Object.fromEntries(removed.map(([, member]) => [member, undefined])),
    ...requireLifecycleConfig(input, context),
    [STATUS]: 'Updating',
  };
}

/** Notebook instances: their settings and statuses; this machine runs no Jupyter server for them. */
export const notebookInstance: ResourceKind = {
  name: 'NotebookInstance',
  listSort: 'Name',
  listOrder: 'Ascending',
  exists: ({ arn }) => validationError(`Cannot create a duplicate Notebook Instance (${arn}).`),
  notFound: () => validationError('RecordNotFound'),
  create,
  update,
  start(record) {
    requireStatus(record, STATUS, ['Stopped', 'Failed'], validationError, 'Pending');
    return { [STATUS]: 'Pending', FailureReason: undefined };
  },
  stop(record) {
    requireStatus(record, STATUS, ['InService'], validationError, 'Stopping');
    return { [STATUS]: 'Stopping' };
  },
  delete(record) {
    requireStatus(record, STATUS, ['Failed', 'Stopped'], validationError, 'Deleting');
    return { [STATUS]: 'Deleting' };
  },
  deletingMs: 2000,
  settles: {
    Pending: { to: 'InService', afterMs: 4000 },
    Stopping: { to: 'Stopped', afterMs: 3000 },
    Updating: { to: 'Stopped', afterMs: 1500 },
  },
  filters: { AdditionalCodeRepositoryEquals: '' },
  listed({ document }, input) {
    const repository = text(input, 'AdditionalCodeRepositoryEquals');
    return repository === undefined || strings(document, 'AdditionalCodeRepositories').includes(repository);
  },
  describe: (record, { endpoint }) => ({ Url: localUrl(endpoint, 'notebook', record.name) }),
};

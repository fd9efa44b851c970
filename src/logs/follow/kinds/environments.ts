import { referenceFromArn } from '../../../catalog/arn.ts';
import { findApp } from '../../../catalog/environments/appOwner.ts';
import { call } from '../../../catalog/sdk.ts';
import type { LogPlace } from '../logPlace.ts';
import { type Document, hour, type LogKind, textOf } from './logKind.ts';

/** Streams `<instance>/jupyter.log` and `<instance>/<hook of the lifecycle configuration>`. */
export const notebookInstance: LogKind = {
  describe: (from, { name }, signal) =>
    call(from, 'DescribeNotebookInstance', { NotebookInstanceName: name }, signal),
  status: 'NotebookInstanceStatus',
  arn: 'NotebookInstanceArn',
  places: ({ name }) => [{ group: '/aws/sagemaker/NotebookInstances', prefix: `${name}/` }],
  ends: { Stopped: 'stopped', Failed: 'failed' },
  ended: ['LastModifiedTime'],
  waits: {
    Pending: 'starting the instance',
    Updating: 'updating the instance',
    PendingMaintenance: 'SageMaker is about to maintain the instance',
    InMaintenance: 'SageMaker is maintaining the instance',
    InService: 'nothing has been written yet',
    Stopping: 'stopping the instance',
    Deleting: 'deleting the instance',
  },
  writing: ['InService'],
  history: hour,
};

/** `/aws/sagemaker/studio`, streams `<domain>/<user profile or space>/<type>/<app>`, and `…/LifecycleConfigOnStart` below. */
export const app: LogKind = {
  describe: (from, { name, arn = '' }, signal) => findApp(from, { kind: 'app', name, arn }, signal),
  status: 'Status',
  arn: 'AppArn',
  places: (_target, document) => (document ? [appPlace(document)] : []),
  ends: { Failed: 'failed', Deleted: 'deleted' },
  waits: {
    Pending: 'starting the app',
    InService: 'nothing has been written yet',
    Deleting: 'deleting the app',
  },
  writing: ['InService'],
  history: hour,
};

function appPlace(document: Document): LogPlace {
  const owner = textOf(document, 'UserProfileName', 'SpaceName') ?? '';
  const [domain, type, name] = ['DomainId', 'AppType', 'AppName'].map(
    (member) => textOf(document, member) ?? '',
  );
  return { group: '/aws/sagemaker/studio', prefix: [domain, owner, type, name].join('/'), whole: true };
}

/** A HyperPod cluster: a group each, streams `LifecycleConfig/<instance group>/<instance>`. */
export const cluster: LogKind = {
  describe: (from, { name }, signal) => call(from, 'DescribeCluster', { ClusterName: name }, signal),
  status: 'ClusterStatus',
  arn: 'ClusterArn',
  places({ name, host }, document) {
    const id = document && referenceFromArn(textOf(document, 'ClusterArn') ?? '')?.name;
    if (id === undefined) return [];
    const group = `/aws/sagemaker/Clusters/${name}/${id}`;
    return [{ group, prefix: '', ...(host !== undefined && { host }) }];
  },
  ends: { Failed: 'failed' },
  waits: {
    Creating: 'creating the cluster',
    Updating: 'updating the cluster',
    SystemUpdating: 'SageMaker is updating the cluster',
    RollingBack: 'rolling back',
    InService: 'nothing has been written yet',
    Deleting: 'deleting the cluster',
  },
  writing: ['InService'],
  history: hour,
};

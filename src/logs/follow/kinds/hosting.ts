import { call } from '../../../catalog/sdk.ts';
import { hour, type LogKind } from './logKind.ts';

const waits = {
  Creating: 'starting the model server',
  Updating: 'updating the endpoint',
  SystemUpdating: 'SageMaker is maintaining the endpoint',
  RollingBack: 'rolling back to the configuration before',
  InService: 'nothing has been written yet',
  OutOfService: 'the endpoint takes no requests',
  UpdateRollbackFailed: 'an update could not be rolled back; the endpoint can only be deleted',
  Deleting: 'deleting the endpoint',
};

/** A group each, streams `<variant>/<instance>`, with `…/<container>` and `…/data-log` where there are several. */
export const endpoint: LogKind = {
  describe: (from, { name }, signal) => call(from, 'DescribeEndpoint', { EndpointName: name }, signal),
  status: 'EndpointStatus',
  arn: 'EndpointArn',
  places: ({ name, variant, host }) => [
    {
      group: `/aws/sagemaker/Endpoints/${name}`,
      prefix: variant === undefined ? '' : `${variant}/`,
      ...(host !== undefined && { host }),
    },
  ],
  ends: { Failed: 'failed' },
  ended: ['LastModifiedTime'],
  waits,
  writing: ['InService'],
  // It may go back months; of one that serves, this much is shown.
  history: hour,
};

/** A model on an endpoint that it shares: a group of its own. */
export const inferenceComponent: LogKind = {
  describe: (from, { name }, signal) =>
    call(from, 'DescribeInferenceComponent', { InferenceComponentName: name }, signal),
  status: 'InferenceComponentStatus',
  arn: 'InferenceComponentArn',
  places: ({ name, host }) => [
    {
      group: `/aws/sagemaker/InferenceComponents/${name}`,
      prefix: '',
      ...(host !== undefined && { host }),
    },
  ],
  ends: { Failed: 'failed' },
  ended: ['LastModifiedTime'],
  waits: { ...waits, Updating: 'updating the component', Deleting: 'deleting the component' },
  writing: ['InService'],
  history: hour,
};

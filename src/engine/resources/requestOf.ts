import { type EngineRequest } from '../http/message.ts';
import { type ResourceRecord } from './record.ts';

/** Region and account of a record, for the engine's own operations in its name. */
export function requestOf({ arn, region }: ResourceRecord): Pick<EngineRequest, 'scope' | 'accountId'> {
  return {
    scope: { region, service: 'sagemaker', accessKeyId: '' },
    accountId: arn.split(':')[4] ?? '',
  };
}

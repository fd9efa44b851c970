import { randomUUID } from 'node:crypto';
import {
  GetAWSDefaultServiceQuota$,
  GetRequestedServiceQuotaChange$,
  GetServiceQuota$,
  ListAWSDefaultServiceQuotas$,
  ListRequestedServiceQuotaChangeHistory$,
  ListServiceQuotas$,
  ListServices$,
  RequestServiceQuotaIncrease$,
} from '@aws-sdk/client-service-quotas';
import { AwsError } from '../../http/awsError.ts';
import { type EngineRequest, type Service } from '../../http/message.ts';
import { number, text, type JsonObject } from '../../json.ts';
import { awsJsonService, type JsonHandler } from '../../protocols/awsJson.ts';
import { constraintsOf } from '../../protocols/constraints.ts';
import { userArn } from '../iam/user.ts';
import { tokenPage } from '../tokenPage.ts';
import { type Quota } from './catalogue.ts';
import { type QuotaChange, type Quotas } from './quotas.ts';

const SERVICE = { ServiceCode: 'sagemaker', ServiceName: 'Amazon SageMaker' };

function illegal(message: string): AwsError {
  return new AwsError('IllegalArgumentException', message);
}

function noSuchResource(): AwsError {
  return new AwsError(
    'NoSuchResourceException',
    'The request failed because the specified service or quota does not exist.',
  );
}

const badToken = (): AwsError =>
  new AwsError('InvalidPaginationTokenException', 'The NextToken is not one of this operation.');

function requireService(input: JsonObject): void {
  if (text(input, 'ServiceCode') !== SERVICE.ServiceCode) throw noSuchResource();
}

function arnOf(quota: Pick<Quota, 'code'>, { scope, accountId }: EngineRequest): string {
  return `arn:aws:servicequotas:${scope.region}:${accountId}:sagemaker/${quota.code}`;
}

function shown(quota: Quota, value: number, request: EngineRequest): JsonObject {
  return {
    ...SERVICE,
    QuotaArn: arnOf(quota, request),
    QuotaCode: quota.code,
    QuotaName: quota.name,
    Value: value,
    Unit: 'None',
    Adjustable: true,
    GlobalQuota: false,
    QuotaAppliedAtLevel: 'ACCOUNT',
  };
}

function shownChange(change: QuotaChange, request: EngineRequest): JsonObject {
  return {
    ...SERVICE,
    Id: change.id,
    QuotaCode: change.code,
    QuotaName: change.name,
    DesiredValue: change.value,
    // Nobody is to be asked on one machine.
    Status: 'APPROVED',
    Created: change.at,
    LastUpdated: change.at,
    Requester: JSON.stringify({ accountId: request.accountId, callerArn: change.requester }),
    QuotaArn: arnOf(change, request),
    GlobalQuota: false,
    Unit: 'None',
    QuotaRequestedAtLevel: 'ACCOUNT',
  };
}

function handlers(quotas: Quotas): Record<string, JsonHandler> {
  const named = (input: JsonObject): Quota => {
    requireService(input);
    const found = quotas.find(text(input, 'QuotaCode') ?? '');
    if (!found) throw noSuchResource();
    return found;
  };
  const list =
    (value: (quota: Quota, region: string) => number): JsonHandler =>
    (input, request) => {
      requireService(input);
      const code = text(input, 'QuotaCode');
      const all = quotas.all().filter((quota) => code === undefined || quota.code === code);
      const { items, next } = tokenPage(all, ({ name }) => name, { ...page(input), badToken });
      return {
        Quotas: items.map((quota) => shown(quota, value(quota, request.scope.region), request)),
        ...next,
      };
    };
  return {
    ListServices: () => ({ Services: [SERVICE] }),
    ListServiceQuotas: list((quota, region) => quotas.value(region, quota)),
    ListAWSDefaultServiceQuotas: list((quota) => quotas.defaultValue(quota)),
    GetServiceQuota(input, request) {
      const quota = named(input);
      return { Quota: shown(quota, quotas.value(request.scope.region, quota), request) };
    },
    GetAWSDefaultServiceQuota(input, request) {
      const quota = named(input);
      return { Quota: shown(quota, quotas.defaultValue(quota), request) };
    },
    RequestServiceQuotaIncrease(input, request) {
      const quota = named(input);
      const { region } = request.scope;
      const value = number(input, 'DesiredValue') ?? 0;
      if (value <= quotas.value(region, quota)) {
        throw illegal('You must provide a quota value greater than the current quota value.');
      }
      const change = {
        id: randomUUID().replaceAll('-', ''),
        code: quota.code,
        name: quota.name,
        value,
        at: Date.now() / 1000,
        requester: userArn(request.accountId),
      };
      quotas.change(region, change);
      return { RequestedQuota: shownChange(change, request) };
    },
    GetRequestedServiceQuotaChange(input, request) {
      const id = text(input, 'RequestId');
      const found = quotas.changes(request.scope.region).find((change) => change.id === id);
      if (!found) throw noSuchResource();
      return { RequestedQuota: shownChange(found, request) };
    },
    ListRequestedServiceQuotaChangeHistory(input, request) {
      if (text(input, 'ServiceCode') !== undefined) requireService(input);
      const status = text(input, 'Status');
      const all = status === undefined || status === 'APPROVED' ? quotas.changes(request.scope.region) : [];
      const { items, next } = tokenPage(all, ({ code }) => code, { ...page(input), badToken });
      return { RequestedQuotas: items.map((change) => shownChange(change, request)), ...next };
    },
  };
}

function page(input: JsonObject): { token: string | undefined; size: number } {
  return { token: text(input, 'NextToken'), size: number(input, 'MaxResults') ?? 100 };
}

/** Service Quotas: SageMaker's instances by type and use. */
export function createQuotasService(quotas: Quotas): Service {
  return awsJsonService({
    signingNames: ['servicequotas'],
    targetPrefix: 'ServiceQuotasV20190624',
    schemas: {
      ...{ ListServices$, ListServiceQuotas$, GetServiceQuota$ },
      ...{ ListAWSDefaultServiceQuotas$, GetAWSDefaultServiceQuota$ },
      ...{ RequestServiceQuotaIncrease$, GetRequestedServiceQuotaChange$ },
      ...{ ListRequestedServiceQuotaChangeHistory$ },
    },
    constraints: constraintsOf('servicequotas'),
    invalidInput: illegal,
    handlers: handlers(quotas),
  });
}

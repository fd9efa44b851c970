import type { ServiceQuota, ServiceQuotasClient } from '@aws-sdk/client-service-quotas';

/** What an instance quota is for, in the words of its name. */
export type QuotaUse = 'training job' | 'spot training job' | 'training warm pool';

/** How many instances of a type may be had at once; undefined where no quota of that name is listed. */
export type QuotaLimits = ReadonlyMap<string, number>;

const serviceCode = 'sagemaker';
const pageSize = 100;
/** SageMaker has some thousands of quotas; more pages than these would be no answer to the question. */
const mostPages = 100;
const instanceQuota = /^ml\.\S+ for (?:spot )?training (?:job|warm pool) usage$/;

/** `ml.g5.2xlarge for spot training job usage`, as Service Quotas names them. */
export function quotaName(instanceType: string, use: QuotaUse): string {
  return `${instanceType} for ${use} usage`;
}

/**
 * The limits on training instances by the quotas' names: what is applied to the account, else AWS's default.
 * @throws what Service Quotas answers
 */
export async function trainingQuotas(
  client: ServiceQuotasClient,
  signal?: AbortSignal,
): Promise<QuotaLimits> {
  const { ListAWSDefaultServiceQuotasCommand, ListServiceQuotasCommand } =
    await import('@aws-sdk/client-service-quotas');
  const options = signal ? { abortSignal: signal } : {};
  // ListServiceQuotas leaves out the quotas that were never changed or applied: for those the default holds.
  const [defaults, applied] = await Promise.all([
    allPages((token) => client.send(new ListAWSDefaultServiceQuotasCommand(page(token)), options)),
    allPages((token) => client.send(new ListServiceQuotasCommand(page(token)), options)),
  ]);
  return new Map([...defaults, ...applied]);
}

const page = (NextToken: string | undefined) => ({
  ServiceCode: serviceCode,
  MaxResults: pageSize,
  ...(NextToken !== undefined && { NextToken }),
});

interface QuotaPage {
  readonly Quotas?: readonly ServiceQuota[] | undefined;
  readonly NextToken?: string | undefined;
}

async function allPages(ask: (token: string | undefined) => Promise<QuotaPage>): Promise<[string, number][]> {
  const found: [string, number][] = [];
  let token: string | undefined;
  for (let pages = 0; pages < mostPages; pages++) {
    const { Quotas: quotas = [], NextToken: next } = await ask(token);
    for (const { QuotaName: name, Value: value } of quotas)
      if (name !== undefined && value !== undefined && instanceQuota.test(name)) found.push([name, value]);
    token = next;
    if (token === undefined || token === '') break;
  }
  return found;
}

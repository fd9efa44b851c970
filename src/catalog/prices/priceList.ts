import type { GetProductsCommandOutput, PricingClient } from '@aws-sdk/client-pricing';
import type { Use, UseRates } from './rate.ts';

/** The word of each use in a usage type: `USW2-Train:ml.g5.xlarge`, `EU-Studio:JupyterLab-ml.t3.medium`. */
const usageWords: Readonly<Record<Use, string>> = {
  training: 'Train:',
  processing: 'Processing:',
  transform: 'Tsform:',
  hosting: 'Ho?st:',
  notebook: 'Notebk:',
  studio: 'Studio:(?:JupyterLab|CodeEditor|KernelGateway)-',
  cluster: 'Cluster:',
};
const uses = Object.keys(usageWords) as Use[];
/** An instance type has about twenty products in a region; more than this many pages would be no answer to the question. */
const mostPages = 5;

/**
 * Asks the Price List API what an instance type costs on demand in a region.
 * @returns US dollars an hour by use; a use that the answer has no price for, or several, is left out.
 * @throws what the API answers, as the SDK's own error: not everybody may call `pricing:GetProducts`.
 */
export async function askPriceList(
  client: PricingClient,
  region: string,
  instanceType: string,
): Promise<UseRates> {
  const { GetProductsCommand } = await import('@aws-sdk/client-pricing');
  const products: string[] = [];
  let nextToken: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const command = new GetProductsCommand({
      ServiceCode: 'AmazonSageMaker',
      FormatVersion: 'aws_v1',
      Filters: [equals('regionCode', region), equals('instanceName', instanceType)],
      MaxResults: 100,
      NextToken: nextToken,
    });
    const answer: GetProductsCommandOutput = await client.send(command);
    // The SDK's own type for these texts has no declaration in its package.
    const list = answer.PriceList as readonly { toString(): string }[] | undefined;
    products.push(...(list ?? []).map((text) => text.toString()));
    nextToken = answer.NextToken;
    if (!nextToken) break;
  }
  return readProducts(products, instanceType);
}

const equals = (Field: string, Value: string) => ({ Type: 'TERM_MATCH', Field, Value }) as const;

/** The rates in products of the Price List API, each a JSON text; what cannot be read has no price. */
export function readProducts(products: readonly string[], instanceType: string): UseRates {
  const found = new Map<Use, Set<number>>();
  for (const text of products) {
    const product = parse(text);
    const use = useOf(product?.product?.attributes?.usagetype, instanceType);
    if (use === undefined) continue;
    const prices = found.get(use) ?? new Set();
    for (const usd of hourlyPrices(product)) prices.add(usd);
    found.set(use, prices);
  }
  const rates: Partial<Record<Use, number>> = {};
  for (const [use, prices] of found) {
    const [usd] = prices;
    // Two prices for the same thing: which of them is billed cannot be told from here.
    if (usd !== undefined && prices.size === 1) rates[use] = usd;
  }
  return rates;
}

interface Product {
  readonly product?: { readonly attributes?: { readonly usagetype?: unknown } };
  readonly terms?: { readonly OnDemand?: Readonly<Record<string, Term>> };
}
interface Term {
  readonly priceDimensions?: Readonly<Record<string, Dimension>>;
}
interface Dimension {
  readonly unit?: unknown;
  readonly pricePerUnit?: { readonly USD?: unknown };
}

function parse(text: string): Product | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** `USE1-ReservedCluster:…` and the like are other products than on-demand hours. */
function useOf(usageType: unknown, instanceType: string): Use | undefined {
  if (typeof usageType !== 'string') return undefined;
  if (!usageType.endsWith(instanceType)) return undefined;
  const head = usageType.slice(0, -instanceType.length);
  return uses.find((use) => new RegExp(`^(?:[A-Z0-9]+-)?${usageWords[use]}$`).test(head));
}

function hourlyPrices(product: Product | undefined): number[] {
  return Object.values(product?.terms?.OnDemand ?? {}).flatMap(({ priceDimensions }) =>
    Object.values(priceDimensions ?? {}).flatMap(({ unit, pricePerUnit }) => {
      const usd = Number(pricePerUnit?.USD);
      const hourly = typeof unit !== 'string' || /^(hrs?|hours?)$/i.test(unit);
      // Zero stands for what is billed in another way, or in another currency.
      return hourly && Number.isFinite(usd) && usd > 0 ? [usd] : [];
    }),
  );
}

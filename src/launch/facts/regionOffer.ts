import type { GetProductsCommandOutput, PricingClient } from '@aws-sdk/client-pricing';
import { readProducts } from '../../catalog/prices/priceList.ts';

/** US dollars an hour of training on demand by instance type; types that a region does not sell are not in it. */
export type RegionOffer = ReadonlyMap<string, number>;

/** A region sells some two hundred kinds of training instances. */
const mostPages = 20;

/**
 * All that a region sells for training, asked at once: a question for each of two hundred types would take minutes.
 * @returns undefined when the Price List API lists nothing for the region, which says nothing about what it sells
 * @throws what the API answers; not everybody may call `pricing:GetProducts`
 */
export async function regionOffer(
  client: PricingClient,
  region: string,
  signal?: AbortSignal,
): Promise<RegionOffer | undefined> {
  const { GetProductsCommand } = await import('@aws-sdk/client-pricing');
  const byType = new Map<string, string[]>();
  let token: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const command = new GetProductsCommand({
      ServiceCode: 'AmazonSageMaker',
      FormatVersion: 'aws_v1',
      Filters: [equals('regionCode', region), equals('component', 'Training')],
      MaxResults: 100,
      NextToken: token,
    });
    const answer: GetProductsCommandOutput = await client.send(
      command,
      signal ? { abortSignal: signal } : {},
    );
    // The SDK's own type for these texts has no declaration in its package.
    const list = answer.PriceList as readonly { toString(): string }[] | undefined;
    for (const text of (list ?? []).map((product) => product.toString())) {
      const type = instanceNameOf(text);
      if (type !== undefined) byType.set(type, [...(byType.get(type) ?? []), text]);
    }
    token = answer.NextToken;
    if (!token) break;
  }
  const rates = [...byType].flatMap(([type, products]): [string, number][] => {
    const { training } = readProducts(products, type);
    return training === undefined ? [] : [[type, training]];
  });
  return rates.length === 0 ? undefined : new Map(rates);
}

const equals = (Field: string, Value: string) => ({ Type: 'TERM_MATCH', Field, Value }) as const;

/** The type that a product is about, by the end of its usage type: `USE1-Train:ml.g5.xlarge`. */
function instanceNameOf(product: string): string | undefined {
  return /"usagetype"\s*:\s*"[^"]*Train:(ml\.[^"]+)"/.exec(product)?.[1];
}

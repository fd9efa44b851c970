import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { PricingClient } from '@aws-sdk/client-pricing';

/** A request as the server understood it. */
export interface Asked {
  readonly target: string | undefined;
  readonly ServiceCode?: string;
  readonly Filters?: readonly { readonly Field: string; readonly Value: string; readonly Type: string }[];
  readonly NextToken?: string;
}

export interface Answer {
  readonly status?: number;
  readonly body: object;
}

/** A server that speaks the Price List API's protocol, and the SDK's own client for it. */
export class PriceListServer {
  readonly asked: Asked[] = [];
  answer: (asked: Asked) => Answer = () => ({ body: { FormatVersion: 'aws_v1', PriceList: [] } });
  readonly #server = createServer((request, response) => {
    void text(request).then((body) => {
      const asked = {
        target: request.headers['x-amz-target'] as string | undefined,
        ...(JSON.parse(body) as object),
      };
      this.asked.push(asked);
      const { status = 200, body: content } = this.answer(asked);
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify(content));
    });
  });
  #client: PricingClient | undefined;

  async start(): Promise<PricingClient> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    const { port } = this.#server.address() as AddressInfo;
    this.#client = new PricingClient({
      region: 'us-east-1',
      endpoint: `http://127.0.0.1:${port}`,
      credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
      maxAttempts: 1,
    });
    return this.#client;
  }

  stop(): void {
    this.#client?.destroy();
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

/** A product as the API writes it: one text of JSON. */
export function product(usagetype: string, usd: string, unit = 'Hrs'): string {
  const instanceName = /ml\..*$/.exec(usagetype)?.[0] ?? '';
  return JSON.stringify({
    product: {
      productFamily: 'ML Instance',
      attributes: { instanceName, regionCode: 'us-east-1', servicecode: 'AmazonSageMaker', usagetype },
      sku: `SKU${usagetype}`,
    },
    serviceCode: 'AmazonSageMaker',
    terms: {
      OnDemand: {
        term: { priceDimensions: { dimension: { unit, pricePerUnit: { USD: usd }, beginRange: '0' } } },
      },
    },
  });
}

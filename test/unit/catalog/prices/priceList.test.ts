import { type PricingClient } from '@aws-sdk/client-pricing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askPriceList, readProducts } from '../../../../src/catalog/prices/priceList.ts';
import { PriceListServer, product } from './priceListServer.ts';

const type = 'ml.g5.2xlarge';

describe('askPriceList', () => {
  let server: PriceListServer;
  let client: PricingClient;
  beforeEach(async () => {
    server = new PriceListServer();
    client = await server.start();
  });
  afterEach(() => server.stop());

  it('asks for one instance type in one region, page after page', async () => {
    server.answer = ({ NextToken }) =>
      NextToken === undefined
        ? { body: { PriceList: [product(`EU-Train:${type}`, '1.5')], NextToken: 'more' } }
        : { body: { PriceList: [product(`EU-Host:${type}`, '1.6000000000')] } };
    expect(await askPriceList(client, 'eu-west-1', type)).toEqual({ training: 1.5, hosting: 1.6 });
    expect(server.asked.map(({ NextToken }) => NextToken)).toEqual([undefined, 'more']);
    expect(server.asked[0]).toMatchObject({
      target: 'AWSPriceListService.GetProducts',
      ServiceCode: 'AmazonSageMaker',
      Filters: [
        { Type: 'TERM_MATCH', Field: 'regionCode', Value: 'eu-west-1' },
        { Type: 'TERM_MATCH', Field: 'instanceName', Value: type },
      ],
    });
  });

  it('stops where an answer has no end', async () => {
    server.answer = () => ({ body: { PriceList: [], NextToken: 'again' } });
    expect(await askPriceList(client, 'eu-west-1', type)).toEqual({});
    expect(server.asked.length).toBeLessThan(10);
  });

  it('throws what the API answers', async () => {
    server.answer = () => ({
      status: 400,
      body: { __type: 'AccessDeniedException', message: 'not authorized to perform: pricing:GetProducts' },
    });
    await expect(askPriceList(client, 'eu-west-1', type)).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
  });
});

describe('readProducts', () => {
  it('tells every use by its usage type', () => {
    const products = [
      product(`USE1-Train:${type}`, '1'),
      product(`USE1-Host:${type}`, '2'),
      product(`USE1-Processing:${type}`, '3'),
      product(`USE1-Tsform:${type}`, '4'),
      product(`USE1-Notebk:${type}`, '5'),
      product(`USE1-Studio:JupyterLab-${type}`, '6'),
      product(`USE1-Cluster:${type}`, '7'),
    ];
    expect(readProducts(products, type)).toEqual({
      training: 1,
      hosting: 2,
      processing: 3,
      transform: 4,
      notebook: 5,
      studio: 6,
      cluster: 7,
    });
  });

  it('leaves out what is another product', () => {
    const products = [
      product(`USE1-ReservedCluster:${type}`, '9'),
      product(`USE1-Train:${type}x`, '9'),
      product(`USE1-AsyncInf:${type}`, '9'),
      product(`USE1-Train:${type}`, '9', 'GB-Mo'),
      product(`USE1-Host:${type}`, '0.0000000000'),
    ];
    expect(readProducts(products, type)).toEqual({});
  });

  it('has no price where there are two', () => {
    const studio = (app: string, usd: string) => product(`USE1-Studio:${app}-${type}`, usd);
    expect(readProducts([studio('JupyterLab', '1'), studio('CodeEditor', '1')], type)).toEqual({ studio: 1 });
    expect(readProducts([studio('JupyterLab', '1'), studio('CodeEditor', '2')], type)).toEqual({});
  });

  it.each([
    '',
    'null',
    '[]',
    '{"product":{}}',
    '{"product":{"attributes":{"usagetype":7}}}',
    '{"terms":{}}',
    '<html>',
  ])('has no price in %j', (text) => expect(readProducts([text], type)).toEqual({}));

  it('has no price in a usage type whose terms are missing', () => {
    const bare = JSON.stringify({ product: { attributes: { usagetype: `USE1-Train:${type}` } } });
    expect(readProducts([bare], type)).toEqual({});
  });
});

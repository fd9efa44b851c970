import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PricingClient } from '@aws-sdk/client-pricing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Usage } from '../../../../src/catalog/details.ts';
import { PriceCache } from '../../../../src/catalog/prices/priceCache.ts';
import { Prices } from '../../../../src/catalog/prices/prices.ts';
import { readInstances } from '../../../../src/catalog/prices/instances.ts';
import { PriceListServer, product } from './priceListServer.ts';

const instancesFile = 'media/data/instances.json';
const type = 'ml.g5.2xlarge';
const training: Usage = { instanceType: type, count: 1, use: 'training' };
const hosting: Usage = { ...training, use: 'hosting' };

let folder: string;
let server: PriceListServer;
let client: PricingClient;
let failures: unknown[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'prices-'));
  server = new PriceListServer();
  client = await server.start();
  failures = [];
});
afterEach(async () => {
  server.stop();
  await rm(folder, { recursive: true });
});

const prices = () => new Prices(folder, instancesFile, (error) => failures.push(error));
const market = (region: string, pricing: PricingClient | undefined = client, billed = true) => ({
  region,
  billed,
  pricing: async () => pricing,
});
const unknown = { kind: 'unknown' };

describe('Prices', () => {
  it('costs nothing on this machine, and asks nobody', async () => {
    expect(await prices().rate(market('us-east-1', client, false), training)).toEqual({ kind: 'free' });
    expect(server.asked).toEqual([]);
  });

  it('asks once for all uses of a type, also of several at once, and not again after a restart', async () => {
    server.answer = () => ({
      body: { PriceList: [product(`EU-Train:${type}`, '1.5'), product(`EU-Host:${type}`, '1.6')] },
    });
    const first = prices();
    const there = market('eu-west-1');
    expect(await Promise.all([first.rate(there, training), first.rate(there, hosting)])).toEqual([
      { kind: 'known', usd: 1.5, source: 'live' },
      { kind: 'known', usd: 1.6, source: 'live' },
    ]);
    expect(await prices().rate(there, hosting)).toMatchObject({ usd: 1.6 });
    expect(server.asked).toHaveLength(1);
  });

  it('keeps regions apart', async () => {
    server.answer = ({ Filters }) => ({
      body: { PriceList: [product(`X-Train:${type}`, Filters?.[0]?.Value === 'eu-west-1' ? '1' : '2')] },
    });
    const both = prices();
    expect(await both.rate(market('eu-west-1'), training)).toMatchObject({ usd: 1 });
    expect(await both.rate(market('sa-east-1'), training)).toMatchObject({ usd: 2 });
    expect((await readdir(folder)).sort()).toEqual(['eu-west-1.json', 'sa-east-1.json']);
  });

  it('is unknown, not zero, where nobody knows', async () => {
    expect(await prices().rate(market('eu-west-1'), training)).toEqual(unknown);
    expect(await prices().rate(market('eu-west-1'), { ...training, instanceType: undefined })).toEqual(
      unknown,
    );
  });

  it('is billed by request where hosting has no instances', async () => {
    const serverless = { ...hosting, instanceType: undefined };
    expect(await prices().rate(market('eu-west-1'), serverless)).toEqual({ kind: 'by-request' });
    expect(server.asked).toEqual([]);
  });

  it('falls back to the dated rate of training in two regions, and to nothing else', async () => {
    const known = (await readInstances(instancesFile)).find(({ onDemandUsdPerHour: usd }) => usd !== null);
    const dated = { ...training, instanceType: known?.instanceType };
    const nobody = { ...market('us-west-2'), pricing: async () => undefined };
    expect(await prices().rate(nobody, dated)).toEqual({
      kind: 'known',
      usd: known?.onDemandUsdPerHour,
      source: 'snapshot',
    });
    expect(await prices().rate(nobody, { ...dated, use: 'hosting' })).toEqual(unknown);
    expect(await prices().rate({ ...nobody, region: 'eu-west-1' }, dated)).toEqual(unknown);
    expect(await prices().rate({ ...nobody, region: 'us-east-1' }, dated)).toMatchObject({ kind: 'known' });
  });

  it('rests after a refusal, per connection, and says why once', async () => {
    const refuse = { status: 400, body: { __type: 'AccessDeniedException', message: 'no' } };
    server.answer = () => refuse;
    const one = prices();
    const refused = market('eu-west-1');
    expect(await one.rate(refused, training)).toEqual(unknown);
    expect(await one.rate(refused, { ...training, instanceType: 'ml.p4d.24xlarge' })).toEqual(unknown);
    expect(server.asked).toHaveLength(1);
    expect(failures).toHaveLength(1);
    server.answer = () => ({ body: { PriceList: [product(`EU-Train:${type}`, '1.5')] } });
    expect(await one.rate(market('eu-west-1'), training)).toMatchObject({ usd: 1.5 });
  });

  it('gives the rate even where it cannot be kept', async () => {
    server.answer = () => ({ body: { PriceList: [product(`EU-Train:${type}`, '1.5')] } });
    const file = join(folder, 'in-the-way');
    await writeFile(file, '');
    const homeless = new Prices(file, instancesFile, (error) => failures.push(error));
    expect(await homeless.rate(market('eu-west-1'), training)).toMatchObject({ usd: 1.5 });
    expect(failures).toHaveLength(1);
  });
});

describe('PriceCache', () => {
  const day = 24 * 60 * 60 * 1000;

  it('keeps for a day', async () => {
    await new PriceCache(folder, 'r').put(type, { training: 1 }, 1000);
    expect(await new PriceCache(folder, 'r').get(type, 1000 + day - 1)).toEqual({ training: 1 });
    expect(await new PriceCache(folder, 'r').get(type, 1000 + day)).toBeUndefined();
    // A clock that was set back tells nothing about how old it is.
    expect(await new PriceCache(folder, 'r').get(type, 999)).toBeUndefined();
  });

  it('knows which types have no price at all', async () => {
    await new PriceCache(folder, 'r').put(type, {});
    expect(await new PriceCache(folder, 'r').get(type)).toEqual({});
  });

  it.each([
    '',
    '{',
    'null',
    '[]',
    '{"version":2,"entries":{}}',
    '{"version":1,"entries":null}',
    `{"version":1,"entries":{"${type}":null}}`,
    `{"version":1,"entries":{"${type}":{"askedAt":"now","rates":{}}}}`,
    `{"version":1,"entries":{"${type}":{"askedAt":${Date.now()},"rates":{"training":"free"}}}}`,
    `{"version":1,"entries":{"${type}":{"askedAt":${Date.now()},"rates":{"training":-1}}}}`,
  ])('forgets a broken file: %s', async (content) => {
    await writeFile(join(folder, 'r.json'), content);
    const cache = new PriceCache(folder, 'r');
    expect(await cache.get(type)).toBeUndefined();
    await cache.put(type, { training: 1 });
    expect(JSON.parse(await readFile(join(folder, 'r.json'), 'utf8'))).toMatchObject({ version: 1 });
    expect(await readdir(folder)).toEqual(['r.json']);
  });
});

import { describe, expect, it } from 'vitest';
import { keepPlace, keptPlace, readPlace } from '../../../src/connection/keptPlace.ts';
import {
  endpointPlace,
  environmentPlace,
  inRegion,
  type Place,
  placeKey,
  profilePlace,
  thisMachine,
} from '../../../src/connection/place.ts';
import {
  isRegionCode,
  partitionOf,
  priceListRegion,
  regionName,
  regions,
} from '../../../src/connection/regions.ts';
import { remoteEnvironment } from '../../../src/connection/remoteEnvironment.ts';

const places: Place[] = [
  thisMachine,
  profilePlace('dev', 'eu-west-1'),
  environmentPlace('us-east-1'),
  endpointPlace('http://127.0.0.1:5000', 'us-east-1', { from: 'test' }),
  endpointPlace('https://proxy.example.com', 'eu-west-1', { from: 'profile', profile: 'dev' }),
];

describe('a place', () => {
  it('has a key of its own, the same after a restart', () => {
    expect(places.map(placeKey)).toEqual([
      'this-machine',
      'profile/dev/eu-west-1',
      'environment/us-east-1',
      'endpoint/http://127.0.0.1:5000/us-east-1',
      'endpoint/https://proxy.example.com/eu-west-1',
    ]);
  });

  it('comes back from the workspace’s state', async () => {
    for (const place of places) {
      const kept = new Map<string, unknown>();
      const memory = {
        keys: () => [...kept.keys()],
        get: <T>(name: string) => kept.get(name) as T,
        update: async (name: string, value: unknown) =>
          void kept.set(name, JSON.parse(JSON.stringify(value))),
      };
      await keepPlace(memory, place);
      expect(keptPlace(memory)).toEqual(place);
    }
  });

  it.each([
    undefined,
    null,
    'profile',
    { kind: 'profile' },
    { kind: 'profile', profile: 'dev' },
    { kind: 'endpoint', url: 'no url', region: 'us-east-1', keys: { from: 'test' } },
    { kind: 'endpoint', url: 'http://localhost', region: 'us-east-1', keys: { from: 'elsewhere' } },
    { kind: 'moon', region: 'us-east-1' },
  ])('is not made of %j', (kept) => {
    expect(readPlace(kept)).toBeUndefined();
  });

  it('changes its region and nothing else', () => {
    expect(inRegion(profilePlace('dev', 'eu-west-1'), 'us-west-2')).toEqual(profilePlace('dev', 'us-west-2'));
  });
});

describe('the environment of a place', () => {
  it('names the profile, not its keys', () => {
    const own = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret', AWS_CONFIG_FILE: '/etc/aws' };
    expect(remoteEnvironment(profilePlace('dev', 'eu-west-1'), own)).toEqual({
      AWS_CONFIG_FILE: '/etc/aws',
      AWS_PROFILE: 'dev',
      AWS_REGION: 'eu-west-1',
      AWS_DEFAULT_REGION: 'eu-west-1',
    });
  });

  it('names the endpoint', () => {
    const place = endpointPlace('http://127.0.0.1:5000', 'us-east-1', { from: 'test' });
    expect(remoteEnvironment(place, { AWS_ENDPOINT_URL: 'http://elsewhere' })).toMatchObject({
      AWS_ENDPOINT_URL: 'http://127.0.0.1:5000',
      AWS_ACCESS_KEY_ID: 'test',
    });
  });
});

describe('regions', () => {
  it('have names, partitions and a price list nearby', () => {
    expect(regionName('eu-west-1')).toBe('Europe (Ireland)');
    expect(partitionOf('us-gov-west-1')).toBe('aws-us-gov');
    expect(partitionOf('us-isob-east-1')).toBe('aws-iso-b');
    expect(priceListRegion('eu-north-1')).toBe('eu-central-1');
    expect(priceListRegion('ap-northeast-1')).toBe('ap-south-1');
    expect(priceListRegion('cn-north-1')).toBeUndefined();
  });

  it('are told from other words', () => {
    expect(regions.filter((region) => !isRegionCode(region))).toEqual([]);
    for (const word of ['', 'mars', 'eu-west', 'eu west 1', 'https://eu-west-1'])
      expect(isRegionCode(word)).toBe(false);
  });
});

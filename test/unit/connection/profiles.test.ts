import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { brokenLines } from '../../../src/connection/profiles/brokenLines.ts';
import { configuredEndpoint, isLoopback } from '../../../src/connection/profiles/endpointUrl.ts';
import { environmentSource } from '../../../src/connection/profiles/environmentSource.ts';
import { listProfiles, rootOf } from '../../../src/connection/profiles/profile.ts';
import { readSharedConfig } from '../../../src/connection/profiles/sharedConfig.ts';
import { ssoSettings } from '../../../src/connection/signIn/ssoSettings.ts';
import { tokenText } from '../../../src/connection/signIn/ssoToken.ts';

const config = `
[default]
region = eu-central-1
# a comment
[profile zoe]
sso_session = corp
sso_account_id = 111122223333
sso_role_name = Scientist
[profile legacy]
sso_start_url = https://old.example.com/start
sso_region = us-east-1
[profile trainer]
role_arn = arn:aws:iam::111122223333:role/team/Trainer
source_profile = zoe
mfa_serial = arn:aws:iam::111122223333:mfa/zoe
[profile tool]
credential_process = /bin/keys
services = emulator
endpoint_url = http://all:1
[profile loop]
role_arn = arn:aws:iam::111122223333:role/A
source_profile = loop2
[profile loop2]
role_arn = arn:aws:iam::111122223333:role/B
source_profile = loop
[sso-session corp]
sso_start_url = https://corp.example.com/start
sso_region = eu-west-1
[services emulator]
sagemaker =
  endpoint_url = http://sagemaker:2
sagemaker_runtime =
  endpoint_url = http://runtime:3
`;
const credentials =
  '[default]\naws_access_key_id = id\naws_secret_access_key = secret\n[temporary]\naws_access_key_id = id\naws_session_token = token\n';

describe('the shared files', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'shared-config-'));
    vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'));
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'credentials'));
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true, force: true });
  });

  const write = async () => {
    await writeFile(join(folder, 'config'), config);
    await writeFile(join(folder, 'credentials'), credentials);
    return readSharedConfig();
  };

  it('list profiles with their kind, default first', async () => {
    expect(listProfiles(await write()).map(({ name, source, region }) => [name, source, region])).toEqual([
      ['default', 'keys', 'eu-central-1'],
      ['legacy', 'SSO', undefined],
      ['loop', 'assumes role A', undefined],
      ['loop2', 'assumes role B', undefined],
      ['temporary', 'temporary keys', undefined],
      ['tool', 'credential process', undefined],
      ['trainer', 'assumes role Trainer, with MFA', undefined],
      ['zoe', 'SSO', undefined],
    ]);
  });

  it('may be missing', async () => {
    expect(listProfiles(await readSharedConfig())).toEqual([]);
  });

  it('are read anew each time', async () => {
    await write();
    await writeFile(join(folder, 'config'), '[profile new]\nregion = us-east-1\n');
    await rm(join(folder, 'credentials'));
    expect(listProfiles(await readSharedConfig()).map(({ name }) => name)).toEqual(['new']);
  });

  it('say how one signs in, through the profiles that a role is assumed from', async () => {
    const read = await write();
    const root = rootOf(read, 'trainer');
    expect(root?.profile).toBe('zoe');
    expect(ssoSettings(root!, read)).toEqual({
      cacheKey: 'corp',
      startUrl: 'https://corp.example.com/start',
      region: 'eu-west-1',
      scopes: ['sso:account:access'],
    });
    expect(ssoSettings(rootOf(read, 'legacy')!, read)).toMatchObject({
      cacheKey: 'https://old.example.com/start',
      scopes: undefined,
    });
    expect(ssoSettings(rootOf(read, 'tool')!, read)).toBeUndefined();
    expect(rootOf(read, 'loop')).toBeUndefined();
    expect(rootOf(read, 'nobody')).toBeUndefined();
  });

  it('say where services are, by the SDKs’ order', async () => {
    const { profiles, services } = await write();
    const where = (service: string, environment: Record<string, string> = {}) =>
      configuredEndpoint(service, { environment, profile: profiles['tool'], services });
    expect(where('SageMaker')).toBe('http://sagemaker:2');
    expect(where('SageMaker Runtime')).toBe('http://runtime:3');
    expect(where('S3')).toBe('http://all:1');
    expect(where('SageMaker', { AWS_ENDPOINT_URL: 'http://env:4' })).toBe('http://env:4');
    expect(
      where('SageMaker', { AWS_ENDPOINT_URL: 'http://env:4', AWS_ENDPOINT_URL_SAGEMAKER: 'http://own:5' }),
    ).toBe('http://own:5');
    expect(where('SageMaker', { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' })).toBeUndefined();
    expect(configuredEndpoint('S3', { environment: {}, profile: undefined, services })).toBeUndefined();
  });
});

describe('broken lines', () => {
  it('are named by their numbers, and what they hold is not repeated', () => {
    const text =
      '[profile a]\nregion = x\n\nsecret-without-equals\n[b]\n[profile c\n; comment\n# comment\n[sso-session d]\n';
    const found = brokenLines(text, 'config');
    expect(found.map(({ line }) => line)).toEqual([4, 5, 6]);
    expect(JSON.stringify(found)).not.toContain('secret-without-equals');
    expect(found[1]?.problem).toContain('[profile b]');
    expect(brokenLines('[b]\naws_access_key_id=x', 'credentials')).toEqual([]);
  });
});

describe('endpoints on this machine', () => {
  it('are told from others', () => {
    for (const url of [
      'http://localhost:1',
      'http://127.0.0.1',
      'http://127.8.9.10:5',
      'http://[::1]:3',
      'http://a.localhost',
    ])
      expect(isLoopback(url), url).toBe(true);
    for (const url of ['http://10.0.0.1', 'https://localhost.example.com', 'http://128.0.0.1'])
      expect(isLoopback(url), url).toBe(false);
  });
});

describe('credentials of the environment', () => {
  it('have a name', () => {
    const none = () => '';
    expect(environmentSource({ AWS_ACCESS_KEY_ID: 'x' }, none)).toBe('Environment variables');
    expect(environmentSource({ AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/x' }, none)).toBe('Container role');
    expect(environmentSource({}, () => 'Amazon EC2')).toBe('Instance role');
    expect(environmentSource({ AWS_EC2_METADATA_DISABLED: 'true' }, () => 'Amazon EC2')).toBeUndefined();
    expect(environmentSource({}, none)).toBeUndefined();
  });
});

describe('the SSO token', () => {
  it('is written as the AWS CLI reads it', () => {
    const text = tokenText({
      startUrl: 'https://corp.example.com/start',
      region: 'eu-west-1',
      accessToken: 'a',
      expiresAt: new Date('2026-11-21T12:00:00.123Z'),
      clientId: 'c',
      clientSecret: 's',
      registrationExpiresAt: new Date('2027-01-01T00:00:00Z'),
      refreshToken: 'r',
    });
    expect(JSON.parse(text)).toEqual({
      startUrl: 'https://corp.example.com/start',
      region: 'eu-west-1',
      accessToken: 'a',
      expiresAt: '2026-11-21T12:00:00Z',
      clientId: 'c',
      clientSecret: 's',
      registrationExpiresAt: '2027-01-01T00:00:00Z',
      refreshToken: 'r',
    });
  });
});

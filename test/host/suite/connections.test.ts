import * as assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../../src/api.ts';
import { signIn } from '../../../src/connection/commands/signIn.ts';
import type { Connection } from '../../../src/connection/connection.ts';
import { endpointPlace, type Place, profilePlace, thisMachine } from '../../../src/connection/place.ts';
import { workspaceDefaults } from '../../../src/connection/defaults/workspaceDefaults.ts';
import { commands } from '../../../src/manifest/commands.ts';
import { explain } from '../../../src/platform/explain.ts';
import {
  account,
  callerIdentity,
  type EngineKeys,
  json,
  mfaSerial,
  OwnService,
  roleArn,
  serve,
  writeProfiles,
} from './connectionsKit.ts';
import { acceptAllPicks } from './mainJob.ts';
import { serveSso } from './ssoServer.ts';
import { api, until } from './support.ts';

const region = 'eu-west-1';
const from = (profile: string): Place => profilePlace(profile, region);

/** The names of the endpoint configurations: an answer of SageMaker, by signed HTTP. */
async function list(connection: Connection): Promise<string[]> {
  const { ListEndpointConfigsCommand } = await import('@aws-sdk/client-sagemaker');
  const { EndpointConfigs = [] } = await (
    await connection.sagemaker()
  ).send(new ListEndpointConfigsCommand({}));
  return EndpointConfigs.map(({ EndpointConfigName }) => EndpointConfigName ?? '');
}

/** The error that something fails with. */
async function failure(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => assert.fail('it did not fail'),
    (error: unknown) => error,
  );
}

describe('Connections', () => {
  let parts: ExtensionApi;
  let engine: EngineKeys;
  let sso: Awaited<ReturnType<typeof serveSso>>;
  const home = dirname(process.env['AWS_CONFIG_FILE'] ?? '');
  const ownHome = process.env['HOME'];

  before(async () => {
    parts = await api();
    const local = await parts.connections.connect();
    const variables = await local.environment();
    engine = {
      endpoint: variables['AWS_ENDPOINT_URL'] ?? '',
      accessKeyId: variables['AWS_ACCESS_KEY_ID'] ?? '',
      secretAccessKey: variables['AWS_SECRET_ACCESS_KEY'] ?? '',
    };
    const { CreateRoleCommand } = await import('@aws-sdk/client-iam');
    const trust = {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'sts:AssumeRole' },
      ],
    };
    const iam = await local.iam();
    await iam.send(
      new CreateRoleCommand({
        RoleName: roleArn.split('/').at(-1) ?? '',
        AssumeRolePolicyDocument: JSON.stringify(trust),
      }),
    );
    const { GetSessionTokenCommand } = await import('@aws-sdk/client-sts');
    const { Credentials } = await (await local.sts()).send(new GetSessionTokenCommand({}));
    sso = await serveSso({
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    });
    await writeProfiles(home, engine, sso.url);
    process.env['HOME'] = home;
  });

  after(async () => {
    await parts.connections.switchTo(thisMachine);
    if (ownHome !== undefined) process.env['HOME'] = ownHome;
    for (const name of ['aws-config', 'aws-credentials']) await rm(join(home, name), { force: true });
    await sso.close();
  });

  const connectTo = async (place: Place): Promise<Connection> => {
    await parts.connections.switchTo(place);
    return parts.connections.connect();
  };

  it('reach an endpoint with the keys of a profile, and know who one is', async () => {
    const connection = await connectTo(from('keys'));
    assert.equal(connection.label, `keys · ${region}`);
    assert.equal(connection.key, `profile/keys/${region}`);
    assert.equal(connection.region, region);
    assert.equal(connection.partition, 'aws');
    assert.equal(connection.billed, false);
    assert.equal((await connection.identity()).account, account);
    assert.equal(await connection.accountId(), account);
    assert.deepEqual(await list(connection), []);
    assert.equal(await connection.pricing(), undefined);
    assert.equal(parts.connections.state.kind, 'connected');
  });

  it('reach every service of the profile’s endpoint', async () => {
    const connection = await connectTo(from('keys'));
    const { ListRolesCommand } = await import('@aws-sdk/client-iam');
    const { Roles = [] } = await (await connection.iam()).send(new ListRolesCommand({}));
    assert.ok(Roles.some(({ Arn }) => Arn === roleArn));
    const { ListBucketsCommand } = await import('@aws-sdk/client-s3');
    assert.ok((await (await connection.s3()).send(new ListBucketsCommand({}))).Buckets);
    const { ListMetricsCommand } = await import('@aws-sdk/client-cloudwatch');
    assert.ok((await (await connection.cloudwatch()).send(new ListMetricsCommand({}))).Metrics);
    const { DescribeRepositoriesCommand } = await import('@aws-sdk/client-ecr');
    assert.ok((await (await connection.ecr()).send(new DescribeRepositoriesCommand({}))).repositories);
    const { ListServiceQuotasCommand } = await import('@aws-sdk/client-service-quotas');
    const quotas = await (
      await connection.quotas()
    ).send(new ListServiceQuotasCommand({ ServiceCode: 'sagemaker' }));
    assert.ok(quotas.Quotas);
    const { DescribeLogGroupsCommand } = await import('@aws-sdk/client-cloudwatch-logs');
    assert.ok((await (await connection.logs()).send(new DescribeLogGroupsCommand({}))).logGroups);
  });

  it('assume a role with the keys of another profile', async () => {
    const connection = await connectTo(from('assumes'));
    assert.match((await connection.identity()).arn, /:assumed-role\/connections-trainer\//);
    assert.deepEqual(await list(connection), []);
  });

  it('take the keys that a credential process prints', async () => {
    assert.deepEqual(await list(await connectTo(from('process'))), []);
  });

  it('ask once for an MFA code, and are signed out without one', async () => {
    const asked: vscode.InputBoxOptions[] = [];
    const answers: (string | undefined)[] = [undefined, '123456'];
    const original = vscode.window.showInputBox;
    vscode.window.showInputBox = async (options?: vscode.InputBoxOptions) => {
      asked.push(options ?? {});
      return answers.shift();
    };
    const { connections } = new OwnService();
    try {
      await connections.switchTo(from('mfa'));
      const error = await failure(connections.connect());
      assert.equal(explain(error).reason, 'signed-out');
      assert.equal(connections.state.kind, 'signed-out');
      // What asks in the background asks nobody again.
      assert.equal(await failure(connections.connect()), error);
      assert.equal(asked.length, 1);
      assert.equal(asked[0]?.password, true);
      assert.match(asked[0].prompt ?? '', new RegExp(`MFA code for ${mfaSerial}`));

      const connection = await connections.reconnect();
      await Promise.all([list(connection), connection.s3(), list(connection)]);
      assert.equal(asked.length, 2);
      assert.match((await connection.identity()).arn, /:assumed-role\/connections-trainer\//);
    } finally {
      vscode.window.showInputBox = original;
      connections.dispose();
    }
  });

  for (const profile of ['expired', 'wrong']) {
    it(`are signed out with ${profile} keys, and say what helps`, async () => {
      const { connections } = new OwnService();
      await connections.switchTo(from(profile));
      const error = await failure(connections.connect());
      const { reason, help } = explain(error);
      assert.equal(reason, 'signed-out', String(error));
      assert.deepEqual(help, ['sign-in', 'switch-connection', 'switch-region']);
      assert.equal(connections.state.kind, 'signed-out');
      connections.dispose();
    });
  }

  it('are signed out when the credentials expire in the middle of work, once for all requests', async () => {
    const aws = await serve((operation, response) => {
      if (operation === 'GetCallerIdentity') callerIdentity(response);
      else if (operation === 'ListModels') return;
      else json(response, { __type: 'ExpiredTokenException', message: 'The security token is expired' }, 400);
    });
    const { connections, states } = new OwnService();
    try {
      await connections.switchTo(endpointPlace(aws.url, region, { from: 'test' }));
      const connection = await connections.connect();
      const { ListModelsCommand } = await import('@aws-sdk/client-sagemaker');
      const hanging = failure((await connection.sagemaker()).send(new ListModelsCommand({})));
      await until('the request is under way', () => aws.asked.includes('ListModels'));
      const errors = await Promise.all([failure(list(connection)), failure(list(connection)), hanging]);
      assert.deepEqual(errors.map((error) => explain(error).reason).sort(), [
        'cancelled',
        'cancelled',
        'signed-out',
      ]);
      assert.deepEqual(states, ['idle', 'connecting', 'connected', 'signed-out']);
    } finally {
      connections.dispose();
      await aws.close();
    }
  });

  it('end what was under way when one switches, and tell it once', async () => {
    const closed: boolean[] = [];
    const aws = await serve((operation, response) => {
      if (operation === 'GetCallerIdentity') callerIdentity(response);
      else response.once('close', () => closed.push(true));
    });
    const { connections, states } = new OwnService();
    try {
      await connections.switchTo(endpointPlace(aws.url, region, { from: 'test' }));
      const old = await connections.connect();
      const listing = failure(list(old));
      const own = failure(
        (await old.sagemaker()).send(new (await import('@aws-sdk/client-sagemaker')).ListModelsCommand({}), {
          abortSignal: new AbortController().signal,
        }),
      );
      await until('both are under way', () => aws.asked.length === 3);
      await connections.switchTo(from('keys'));
      assert.equal(explain(await listing).reason, 'cancelled');
      assert.equal(explain(await own).reason, 'cancelled');
      await until('their sockets close', () => closed.length === 2);
      assert.equal(explain(await failure(list(old))).reason, 'cancelled');
      assert.deepEqual(states, ['idle', 'connecting', 'connected', 'idle']);
      assert.deepEqual(await list(await connections.connect()), []);
    } finally {
      connections.dispose();
      await aws.close();
    }
  });

  it('can be left while they still connect', async () => {
    const aws = await serve(() => undefined);
    const { connections, states } = new OwnService();
    try {
      await connections.switchTo(endpointPlace(aws.url, region, { from: 'test' }));
      const connecting = failure(connections.connect());
      await until('STS is asked', () => aws.asked.length > 0);
      await connections.switchTo(from('keys'));
      assert.equal(explain(await connecting).reason, 'cancelled');
      await connections.connect();
      assert.deepEqual(states, ['idle', 'connecting', 'idle', 'connecting', 'connected']);
    } finally {
      connections.dispose();
      await aws.close();
    }
  });

  it('say that an endpoint answers a web page', async () => {
    const page = await serve((_, response) => {
      response.setHeader('content-type', 'text/html');
      response.end(
        '<!doctype html><html><head><title>Welcome</title></head><body><p>Hello<br></body></html>',
      );
    });
    try {
      const { connections } = new OwnService();
      await connections.switchTo(endpointPlace(page.url, region, { from: 'test' }));
      const { reason, message, help } = explain(await failure(connections.connect()));
      assert.equal(reason, 'not-reachable');
      assert.match(message, new RegExp(`^${page.url} does not answer as AWS does`));
      assert.deepEqual(help, ['switch-connection']);
      assert.equal(connections.state.kind, 'failed');
    } finally {
      await page.close();
    }
  });

  it('say that nobody answers at an endpoint', async () => {
    const gone = await serve(() => undefined);
    await gone.close();
    const { connections } = new OwnService();
    await connections.switchTo(endpointPlace(gone.url, region, { from: 'test' }));
    const { reason, message } = explain(await failure(connections.connect()));
    assert.equal(reason, 'not-reachable');
    assert.match(message, new RegExp(`^${gone.url} cannot be reached`));
  });

  it('say that there is no way to a host', async () => {
    const { connections } = new OwnService();
    await connections.switchTo(endpointPlace('http://aws.invalid', region, { from: 'test' }));
    const { reason, message } = explain(await failure(connections.connect()));
    assert.equal(reason, 'not-reachable');
    assert.match(message, /^http:\/\/aws\.invalid cannot be reached/);
  });

  it('say that a profile has vanished', async () => {
    const { connections } = new OwnService();
    await connections.switchTo(from('vanished'));
    const { reason, message, help } = explain(await failure(connections.connect()));
    assert.equal(reason, 'invalid-input');
    assert.match(message, /no profile "vanished"/);
    assert.deepEqual(help, ['switch-connection']);
  });

  it('are kept for the workspace, without secrets in its state or in the log', async () => {
    const first = new OwnService();
    await first.connections.switchTo(from('assumes'));
    await list(await first.connections.connect());
    await first.connections.switchTo(from('wrong'));
    await failure(first.connections.connect());
    const second = new OwnService(first.kept);
    assert.deepEqual(second.connections.place, from('wrong'));
    const said = [...first.lines, JSON.stringify([...first.kept])].join('\n');
    assert.match(said, /profile\/assumes/);
    for (const secret of [engine.secretAccessKey, 'not-the-secret']) assert.ok(!said.includes(secret));
    first.connections.dispose();
    second.connections.dispose();
  });

  it('sign in through the browser, as the SDK and the AWS CLI then read it', async () => {
    const own = new OwnService();
    const { connections, lines, kept, log } = own;
    const opened: string[] = [];
    const original = Object.getOwnPropertyDescriptor(vscode.env, 'openExternal');
    Object.defineProperty(vscode.env, 'openExternal', {
      configurable: true,
      value: async (target: vscode.Uri) => opened.push(target.toString(true)) > 0,
    });
    try {
      await connections.switchTo(from('sso'));
      assert.equal(explain(await failure(connections.connect())).reason, 'signed-out');
      await signIn(connections, log);
      assert.deepEqual(opened, [`${sso.url}/device?user_code=ABCD-EFGH`]);
      assert.equal(sso.state.polls, 2);
      assert.equal(connections.state.kind, 'connected');
      assert.deepEqual(await list(await connections.connect()), []);

      const { getSSOTokenFilepath } = await import('@smithy/core/config');
      const file = getSSOTokenFilepath('corp');
      assert.ok(file.startsWith(home), file);
      if (process.platform !== 'win32') assert.equal((await stat(file)).mode & 0o777, 0o600);
      const token = JSON.parse(await readFile(file, 'utf8')) as Record<string, string>;
      assert.equal(token['startUrl'], 'https://corp.example.com/start');
      assert.equal(token['accessToken'], sso.secrets.accessToken);
      assert.match(token['expiresAt'] ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

      const arn = await arnByCli('sso');
      if (arn === undefined) console.log('NOT TESTED: no AWS CLI on the PATH, so none has read the token.');
      else assert.equal(arn, (await (await connections.connect()).identity()).arn);

      const said = [...lines, JSON.stringify([...kept])].join('\n');
      for (const secret of Object.values(sso.secrets))
        assert.ok(!said.includes(secret), 'a secret in the log');
    } finally {
      if (original) Object.defineProperty(vscode.env, 'openExternal', original);
      connections.dispose();
    }
  });

  it('reach an independent emulator by its URL', async function () {
    const port = await freePort();
    const child = spawn('moto_server', ['-p', String(port)], { stdio: 'ignore' });
    const absent = await new Promise<boolean>((resolve) => {
      child.once('error', () => resolve(true));
      child.once('spawn', () => resolve(false));
    });
    if (absent) {
      console.log('NOT TESTED: moto_server is not on the PATH, so no independent emulator was asked.');
      return this.skip();
    }
    const url = `http://127.0.0.1:${port}`;
    try {
      await until('moto_server answers', () =>
        fetch(url).then(
          () => true,
          () => false,
        ),
      );
      const connection = await connectTo(endpointPlace(url, 'us-east-1', { from: 'test' }));
      assert.equal(connection.key, `endpoint/${url}/us-east-1`);
      assert.equal(connection.billed, false);
      assert.match((await connection.identity()).arn, /^arn:aws:/);
      assert.deepEqual(await list(connection), []);
    } finally {
      await parts.connections.switchTo(thisMachine);
      child.kill();
    }
  });

  it('copy an environment without secrets for a profile', async () => {
    await connectTo(from('keys'));
    await vscode.commands.executeCommand(commands.engineCopyEnvironment.id);
    const text = await vscode.env.clipboard.readText();
    assert.match(text, /AWS_PROFILE='keys'/);
    assert.match(text, /AWS_REGION='eu-west-1'/);
    assert.match(text, /unset .*AWS_SECRET_ACCESS_KEY/);
    assert.ok(!text.includes(engine.secretAccessKey));
  });

  it('are switched by the command, whose first choice is this machine', async () => {
    await connectTo(from('keys'));
    await acceptAllPicks(vscode.commands.executeCommand(commands.connectionSwitch.id));
    assert.equal(parts.connections.place.kind, 'this-machine');
    assert.equal(parts.connections.state.kind, 'connected');
  });

  it('switch the region by the command, whose first choice is the profile’s own', async () => {
    await parts.connections.switchTo(profilePlace('keys', 'us-west-2'));
    await acceptAllPicks(vscode.commands.executeCommand(commands.connectionSwitchRegion.id));
    assert.deepEqual(parts.connections.place, from('keys'));
    assert.equal(parts.connections.state.kind, 'connected');
  });

  it('read the defaults of the SageMaker Python SDK where AWS bills', async () => {
    const file = join(home, 'sagemaker-config.yaml');
    const role = `arn:aws:iam::${account}:role/Company`;
    await writeFile(file, `SchemaVersion: '1.0'\nSageMaker:\n  TrainingJob:\n    RoleArn: ${role}\n`);
    process.env['SAGEMAKER_USER_CONFIG_OVERRIDE'] = file;
    try {
      const connection = await connectTo(from('keys'));
      assert.equal((await workspaceDefaults(connection)).training.roleArn, undefined);
      const billed = { billed: true, s3: () => connection.s3() };
      assert.equal((await workspaceDefaults(billed)).training.roleArn, role);

      const { CreateBucketCommand, PutObjectCommand } = await import('@aws-sdk/client-s3');
      const [s3, Bucket] = [await connection.s3(), 'connections-defaults'];
      await s3.send(
        new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: region } }),
      );
      await s3.send(new PutObjectCommand({ Bucket, Key: 'team/config.yaml', Body: await readFile(file) }));
      process.env['SAGEMAKER_USER_CONFIG_OVERRIDE'] = `s3://${Bucket}/team`;
      assert.equal((await workspaceDefaults(billed)).training.roleArn, role);
    } finally {
      delete process.env['SAGEMAKER_USER_CONFIG_OVERRIDE'];
    }
  });

  it('come back to this machine', async () => {
    await vscode.commands.executeCommand(commands.engineStart.id);
    assert.equal(parts.connections.place.kind, 'this-machine');
    assert.equal(parts.connections.state.kind, 'connected');
    assert.equal((await parts.connections.connect()).key, 'this-machine');
  });
});

/** Who the AWS CLI is with a profile; undefined where there is no CLI. */
async function arnByCli(profile: string): Promise<string | undefined> {
  const args = ['sts', 'get-caller-identity', '--profile', profile, '--query', 'Arn', '--output', 'text'];
  try {
    const { stdout } = await promisify(execFile)('aws', args, { env: { ...process.env, AWS_PAGER: '' } });
    return stdout.trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

import { chmod, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { ConnectionService } from '../../../src/connection/connectionService.ts';
import type { ConnectionState } from '../../../src/connection/connectionState.ts';
import { Log } from '../../../src/platform/log.ts';

/** How the tests reach the running local engine as any program would. */
export interface EngineKeys {
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export const account = '000000000000';
export const roleArn = `arn:aws:iam::${account}:role/connections-trainer`;
export const mfaSerial = `arn:aws:iam::${account}:mfa/phone`;

/** The shared files of the tests: profiles of every kind, all of which lead to the engine. */
export async function writeProfiles(home: string, engine: EngineKeys, sso: string): Promise<void> {
  const { endpoint, accessKeyId, secretAccessKey } = engine;
  const there = `region = eu-west-1\nendpoint_url = ${endpoint}\n`;
  const process = await credentialScript(home, 'good', { ...engine });
  const expired = await credentialScript(home, 'expired', { ...engine, expiration: '2020-01-01T00:00:00Z' });
  const assumes = `role_arn = ${roleArn}\nsource_profile = keys\n`;
  const config = [
    `[profile keys]\n${there}`,
    `[profile assumes]\n${there}${assumes}`,
    `[profile mfa]\n${there}${assumes}mfa_serial = ${mfaSerial}\n`,
    `[profile process]\n${there}credential_process = ${process}\n`,
    `[profile expired]\n${there}credential_process = ${expired}\n`,
    `[profile wrong]\n${there}`,
    `[profile sso]\n${there}sso_session = corp\nsso_account_id = ${account}\nsso_role_name = Scientist\nservices = sign-in\n`,
    `[sso-session corp]\nsso_start_url = https://corp.example.com/start\nsso_region = eu-west-1\nsso_registration_scopes = sso:account:access\n`,
    `[services sign-in]\nsso =\n  endpoint_url = ${sso}\nsso_oidc =\n  endpoint_url = ${sso}\n`,
  ];
  const keys = (name: string, id: string, secret: string) =>
    `[${name}]\naws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`;
  await writeFile(join(home, 'aws-config'), config.join('\n'));
  await writeFile(
    join(home, 'aws-credentials'),
    keys('keys', accessKeyId, secretAccessKey) + keys('wrong', accessKeyId, 'not-the-secret'),
  );
}

/** A program for `credential_process`. @returns its command line. */
async function credentialScript(
  home: string,
  name: string,
  { accessKeyId, secretAccessKey, expiration }: EngineKeys & { readonly expiration?: string },
): Promise<string> {
  const answer = JSON.stringify({
    Version: 1,
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    ...(expiration !== undefined && { Expiration: expiration }),
  });
  const file = join(home, `credentials-${name}.sh`);
  await writeFile(file, `#!/bin/sh\nprintf '%s' '${answer}'\n`);
  await chmod(file, 0o700);
  return file;
}

/** A service of the test's own: its prompts are the test's, and so is what it remembers and logs. */
export class OwnService {
  readonly lines: string[] = [];
  readonly kept = new Map<string, unknown>();
  readonly states: ConnectionState['kind'][] = [];
  readonly log: Log;
  readonly memento: vscode.Memento;
  readonly connections: ConnectionService;

  constructor(kept: ReadonlyMap<string, unknown> = new Map()) {
    for (const [name, value] of kept) this.kept.set(name, value);
    this.log = new Log(recorder(this.lines));
    this.memento = memento(this.kept);
    this.connections = new ConnectionService(this.log, noEngine, this.memento);
    this.connections.onDidChange(({ kind }) => this.states.push(kind));
  }
}

const noEngine = {
  start: () => Promise.reject(new Error('These tests start no engine of their own.')),
  stop: () => Promise.resolve(),
};

function memento(kept: Map<string, unknown>): vscode.Memento {
  return {
    keys: () => [...kept.keys()],
    get: <T>(name: string, fallback?: T) => (kept.has(name) ? (kept.get(name) as T) : (fallback as T)),
    update: async (name: string, value: unknown) => void kept.set(name, value),
  };
}

function recorder(lines: string[]): vscode.LogOutputChannel {
  const write = (text: string | Error): void => void lines.push(String(text));
  const channel = vscode.window.createOutputChannel('Connections test', { log: true });
  return Object.assign(Object.create(channel) as vscode.LogOutputChannel, {
    debug: write,
    info: write,
    warn: write,
    error: write,
  });
}

type Answer = (operation: string, response: ServerResponse, body: string) => void;

/** A server that answers what a test wants, with the name of the operation that was asked. */
export async function serve(
  answer: Answer,
): Promise<{ readonly url: string; readonly asked: string[]; close(): Promise<void> }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const operation = operationOf(request, body);
      asked.push(operation);
      answer(operation, response, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, close };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function operationOf({ headers, url = '' }: IncomingMessage, body: string): string {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') return target.split('.').at(-1) ?? target;
  return new URLSearchParams(body).get('Action') ?? url.split('?')[0] ?? url;
}

/** What STS says of the caller. */
export function callerIdentity(response: ServerResponse): void {
  response.setHeader('content-type', 'text/xml');
  response.end(
    `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::${account}:user/one</Arn><UserId>one</UserId><Account>${account}</Account></GetCallerIdentityResult><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></GetCallerIdentityResponse>`,
  );
}

export function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

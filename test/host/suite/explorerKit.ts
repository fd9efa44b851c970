/** What the tests of the tree share: a proxy before the engine, clients of its own, and ways through the tree. */
import * as assert from 'node:assert/strict';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import { SageMaker } from '@aws-sdk/client-sagemaker';
import type { ExtensionApi } from '../../../src/api.ts';
import { endpointPlace, thisMachine } from '../../../src/connection/place.ts';
import type { Node } from '../../../src/explorer/nodes.ts';
import { childrenOf, textOf } from './support.ts';

export const roleArn = 'arn:aws:iam::000000000000:role/sagemaker';

/** What a test does instead of passing a request on; true when it has answered. */
export type Fault = (response: ServerResponse, input: string) => boolean;

/** A proxy that passes signed requests on to the engine, counts them, and fails as a test wants. */
export interface Proxy {
  readonly url: string;
  /** SageMaker's operations in the order in which they were asked, with their input. */
  readonly asked: { readonly operation: string; readonly input: string }[];
  /** By operation; taken out when it is to work again. */
  readonly faults: Map<string, Fault>;
  count(pattern: RegExp): number;
  close(): Promise<void>;
}

export async function startProxy(target: string): Promise<Proxy> {
  const asked: Proxy['asked'] = [];
  const faults = new Map<string, Fault>();
  const server = createServer((incoming, response) => {
    void read(incoming).then((body) => {
      const operation =
        String(incoming.headers['x-amz-target'] ?? '')
          .split('.')
          .at(-1) ?? '';
      if (operation !== '') asked.push({ operation, input: body.toString() });
      if (faults.get(operation)?.(response, body.toString())) return;
      pass(target, incoming, body, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    faults,
    count: (pattern) => asked.filter(({ operation }) => pattern.test(operation)).length,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function read(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** The headers stay as they are, the host's included: the signature is over them. */
function pass(target: string, incoming: IncomingMessage, body: Buffer, response: ServerResponse): void {
  const { hostname, port } = new URL(target);
  const { method, url, headers } = incoming;
  const onward = request({ hostname, port, method, path: url, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => response.destroy());
  onward.end(body);
}

/** An error as AWS's JSON services answer it. */
export function awsError(response: ServerResponse, status: number, name: string, message: string): true {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-errortype': name });
  response.end(JSON.stringify({ __type: name, message }));
  return true;
}

/** An independent client of the engine that the extension runs. */
export async function engineClient({
  connections,
}: ExtensionApi): Promise<{ sm: SageMaker; endpoint: string }> {
  const environment = await (await connections.connect()).environment();
  const endpoint = environment['AWS_ENDPOINT_URL'] ?? '';
  const accessKeyId = environment['AWS_ACCESS_KEY_ID'] ?? '';
  const secretAccessKey = environment['AWS_SECRET_ACCESS_KEY'] ?? '';
  const region = environment['AWS_REGION'] ?? '';
  process.env['AWS_ACCESS_KEY_ID'] = accessKeyId;
  process.env['AWS_SECRET_ACCESS_KEY'] = secretAccessKey;
  return { sm: new SageMaker({ region, endpoint, credentials: { accessKeyId, secretAccessKey } }), endpoint };
}

/** Connects the window through the proxy, with the engine's keys from the environment. */
export async function connectThrough({ connections }: ExtensionApi, proxy: Proxy): Promise<void> {
  await connections.switchTo(endpointPlace(proxy.url, 'us-east-1', { from: 'environment' }));
  await connections.connect();
}

/** Connects the window to this machine again. */
export async function connectHere({ connections }: ExtensionApi): Promise<void> {
  delete process.env['AWS_ACCESS_KEY_ID'];
  delete process.env['AWS_SECRET_ACCESS_KEY'];
  await connections.switchTo(thisMachine);
  await connections.connect();
}

/** The node at the end of a path of labels. */
export async function nodeAt({ resources }: ExtensionApi, ...path: string[]): Promise<Node> {
  const nodes = await childrenOf(resources, ...path.slice(0, -1));
  const label = path.at(-1) ?? '';
  const node = nodes.find((candidate) => textOf(resources, candidate).label === label);
  assert.ok(node, `no node "${label}" among: ${nodes.map((one) => textOf(resources, one).label).join(', ')}`);
  return node;
}

/** The labels below a path of labels. */
export async function labelsAt({ resources }: ExtensionApi, ...path: string[]): Promise<string[]> {
  return (await childrenOf(resources, ...path)).map((node) => textOf(resources, node).label);
}

export const run = (command: { readonly id: string }, ...args: unknown[]) =>
  vscode.commands.executeCommand(command.id, ...args);

import * as assert from 'node:assert/strict';
import { S3Client } from '@aws-sdk/client-s3';
import * as vscode from 'vscode';
import type { S3Node } from '../../../src/documents/s3/view/nodes.ts';
import type { S3Tree } from '../../../src/documents/s3/view/s3Tree.ts';
import { api } from './support.ts';

/** A client of our own for the engine, which knows nothing of the extension's. */
export async function independentS3(): Promise<S3Client> {
  const { connections } = await api();
  const connection = await connections.connect();
  const environment = await connection.environment();
  return new S3Client({
    region: connection.region,
    endpoint: environment['AWS_ENDPOINT_URL'] ?? '',
    forcePathStyle: true,
    credentials: {
      accessKeyId: environment['AWS_ACCESS_KEY_ID'] ?? '',
      secretAccessKey: environment['AWS_SECRET_ACCESS_KEY'] ?? '',
    },
  });
}

/** The nodes below a way of labels. */
export async function below(tree: S3Tree, ...labels: string[]): Promise<S3Node[]> {
  let nodes = await tree.getChildren();
  for (const label of labels) {
    const node = nodes.find((candidate) => labelOf(tree, candidate) === label);
    assert.ok(node, `no "${label}" among: ${nodes.map((other) => labelOf(tree, other)).join(', ')}`);
    nodes = await tree.getChildren(node);
  }
  return nodes;
}

export function labelOf(tree: S3Tree, node: S3Node): string {
  const { label } = tree.getTreeItem(node);
  return typeof label === 'string' ? label : (label?.label ?? '');
}

export async function nodeAt(tree: S3Tree, ...labels: string[]): Promise<S3Node> {
  const last = labels.at(-1);
  const nodes = await below(tree, ...labels.slice(0, -1));
  const node = nodes.find((candidate) => labelOf(tree, candidate) === last);
  assert.ok(node, `no "${last ?? ''}" among: ${nodes.map((other) => labelOf(tree, other)).join(', ')}`);
  return node;
}

/** What an operation of the file system fails with, by VS Code's name for it. */
export async function failsWith(code: string, operation: Thenable<unknown>, message?: RegExp): Promise<void> {
  await assert.rejects(Promise.resolve(operation), (error: unknown) => {
    assert.ok(error instanceof vscode.FileSystemError, String(error));
    assert.equal(error.code, code, error.message);
    if (message) assert.match(error.message, message);
    return true;
  });
}

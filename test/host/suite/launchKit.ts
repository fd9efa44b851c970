/** Launch pages whose webview is the test: all that a page asks of the extension, in the real host, on a real connection. */
import * as assert from 'node:assert/strict';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { LaunchFeature } from '../../../src/launch/launchFeature.ts';
import { LaunchMemory } from '../../../src/launch/launchMemory.ts';
import type { LaunchPageSource } from '../../../src/launch/page/launchPageSource.ts';
import type { LaunchPage } from '../../../src/messages/launch.ts';
import type { FieldPath } from '../../../src/messages/launchProblem.ts';
import { Log } from '../../../src/platform/log.ts';
import { api, until } from './support.ts';

/** A feature with a memory of its own, as in a workspace that has launched nothing yet. */
export interface Launches {
  readonly feature: LaunchFeature;
  /** Opens the page of a script or folder, once it can be filled in. */
  open(script: vscode.Uri | undefined): Promise<LaunchPageSource>;
  dispose(): void;
}

export async function newLaunches(): Promise<Launches> {
  const { connections } = await api();
  const extension = vscode.extensions.getExtension('sagemaker-workbench.sagemaker-workbench');
  assert.ok(extension);
  const data = (name: string): string => join(extension.extensionPath, 'media', 'data', name);
  const home = await mkdtemp(join(tmpdir(), 'launches-'));
  const workspaceState = memento();
  // Channels of one name are one channel: the extension's own stays its own.
  const log = new Log(vscode.window.createOutputChannel('SageMaker launches under test', { log: true }));
  const opened: LaunchPageSource[] = [];
  const feature = new LaunchFeature({
    ...{ log, connections, workspaceState },
    memory: new LaunchMemory(workspaceState),
    logs: {
      launched: () => undefined,
      show: () => ({ ended: Promise.resolve({ state: undefined }) }),
      follow: () => Promise.resolve({ state: undefined }),
    },
    files: {
      instances: data('instances.json'),
      images: data('images.json'),
      constraints: data('constraints.json'),
    },
    uploadsFolder: join(home, 'uploads'),
    storageFolder: join(home, 'storage'),
    openPage: (source) => {
      opened.push(source);
      return {
        onDidClose: () => new vscode.Disposable(() => undefined),
        reveal: () => undefined,
        dispose: () => undefined,
      };
    },
  });
  return {
    feature,
    async open(script) {
      await feature.train(script, undefined);
      const source = opened.at(-1);
      assert.ok(source, 'no page was opened');
      await until('the page', () => source.page);
      return source;
    },
    dispose: () => feature.dispose(),
  };
}

function memento(): vscode.Memento {
  const values = new Map<string, unknown>();
  return {
    keys: () => [...values.keys()],
    get: <T>(key: string, otherwise?: T) => (values.has(key) ? (values.get(key) as T) : otherwise),
    update: (key: string, value: unknown) => {
      values.set(key, value);
      return Promise.resolve();
    },
  };
}

/** Sets a member of the request, as the page does. */
export function set(source: LaunchPageSource, path: FieldPath, value: unknown) {
  return source.edit({ type: 'request', path, value });
}

/** Waits until the page shows what is asked for. @returns what `look` found */
export function shows<T>(
  source: LaunchPageSource,
  what: string,
  look: (page: LaunchPage) => T,
  milliseconds?: number,
): Promise<NonNullable<T>> {
  return until(what, () => (source.page ? look(source.page) : undefined), milliseconds);
}

/** The messages of the problems at a field. */
export function problemsAt({ problems }: LaunchPage, field: string): string[] {
  return problems.filter((problem) => problem.field === field).map(({ message }) => message);
}

import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Connection } from '../../../src/connection/connection.ts';
import type { ConnectionState } from '../../../src/connection/connectionState.ts';
import { type Place, profilePlace, thisMachine } from '../../../src/connection/place.ts';
import { ReturningPage } from '../../../src/panels/reopening.ts';
import { UserError } from '../../../src/platform/userError.ts';
import { until } from './support.ts';

const state = { reopening: { connectionKey: 'this-machine', subject: ['a'] }, page: { x: 'elapsed' } };

/** A window that can be connected elsewhere. */
class Connections implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<ConnectionState>();
  readonly onDidChange = this.#changed.event;
  place: Place = thisMachine;
  error: UserError | undefined;
  asked = 0;

  connect(): Promise<Connection> {
    this.asked += 1;
    return this.error ? Promise.reject(this.error) : Promise.resolve({ key: 'this-machine' } as Connection);
  }

  become(kind: 'connected' | 'idle'): void {
    this.#changed.fire({ kind });
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

describe('A page of an earlier window', () => {
  // Not one of its own: with that the extension's channel, which has the same name, would be closed.
  const log = { error: () => undefined };
  let connections: Connections;
  let panel: vscode.WebviewPanel;
  let opened: unknown[];
  const back = (kept: unknown = state) =>
    new ReturningPage(connections, log, panel, kept, async () => (connection, subject, into) => {
      opened.push([connection.key, subject, into === panel]);
    });
  const says = (text: RegExp) => until(String(text), () => text.test(panel.webview.html));

  beforeEach(() => {
    connections = new Connections();
    opened = [];
    panel = vscode.window.createWebviewPanel('sagemaker.test', 'A page', vscode.ViewColumn.Active);
  });
  afterEach(() => {
    connections.dispose();
    panel.dispose();
  });

  it('is opened with what it kept, once', async () => {
    back();
    await until('the page', () => opened.length > 0);
    connections.become('connected');
    assert.deepEqual(opened, [['this-machine', ['a'], true]]);
    assert.equal(connections.asked, 1);
  });

  it('of another connection says so without asking that, and comes with its own', async () => {
    connections.place = profilePlace('dev', 'eu-west-1');
    back();
    await says(/another connection than dev/);
    assert.equal(connections.asked, 0);
    connections.place = thisMachine;
    connections.become('idle');
    assert.deepEqual(opened, []);
    connections.become('connected');
    await until('the page', () => opened.length > 0);
  });

  it('says why there is no connection, and comes once there is one', async () => {
    connections.error = new UserError('signed-out', 'Nobody is <signed> in.', { advice: 'Sign in.' });
    back();
    await says(/Nobody is &#60;signed&#62; in\. Sign in\./);
    connections.error = undefined;
    connections.become('connected');
    await until('the page', () => opened.length > 0);
  });

  it('that kept nothing is not opened', async () => {
    back({ x: 'elapsed' });
    await says(/another connection/);
    connections.become('connected');
    assert.deepEqual([opened, connections.asked], [[], 0]);
  });

  it('that is closed meanwhile is not opened', async () => {
    const page = back();
    panel.dispose();
    await until('the connection', () => connections.asked > 0);
    await until('its end', () => page.isDisposed);
    assert.deepEqual(opened, []);
  });
});

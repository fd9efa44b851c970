import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Panel } from '../../../src/panels/panel.ts';
import { PageDouble } from './pageDouble.ts';

interface Channel {
  readonly requests: { readonly look: { readonly input: undefined; readonly answer: undefined } };
  readonly events: { readonly state: number };
}

describe('A panel', () => {
  it('tells a page that VS Code loads anew, in another window, how things stand', () => {
    let panel: Panel<Channel> | undefined;
    const page = new PageDouble(() => {
      panel = new Panel<Channel>({
        extensionUri: vscode.Uri.file('/'),
        log: { error: () => assert.fail('nothing is asked') },
        ...{ page: 'test', title: 'A panel', handlers: { look: () => undefined } },
      });
    });
    for (const state of [1, 2, 3]) panel?.tell('state', state);
    const before = page.posted.length;
    page.listens();
    assert.deepEqual(
      page.posted.slice(before).map((message) => message.type === 'event' && message.value),
      [3],
    );
    page.close();
  });

  it('answers what it has a handler for, and nothing that every object has', async () => {
    const said: unknown[] = [];
    const page = new PageDouble(
      () =>
        new Panel<Channel>({
          extensionUri: vscode.Uri.file('/'),
          log: { error: (text) => said.push(text) },
          ...{ page: 'test', title: 'A panel', handlers: { look: () => undefined } },
        }),
    );
    assert.ok('answer' in (await page.ask('look')));
    for (const name of ['toString', 'constructor', 'none'])
      assert.match((await page.refused(name)).message, /answers no/);
    assert.equal(said.length, 3);
    page.close();
  });
});

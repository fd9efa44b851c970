import * as assert from 'node:assert/strict';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { ConnectionService } from '../../../src/connection/connectionService.ts';
import { archiveUri } from '../../../src/documents/s3/archive/archiveUri.ts';
import { objectUri } from '../../../src/documents/s3/s3FileUri.ts';
import { FailureDesk } from '../../../src/logs/failures/failureDesk.ts';
import { isFile } from '../../../src/logs/isFile.ts';
import { commands } from '../../../src/manifest/commands.ts';
import type { Log } from '../../../src/platform/log.ts';
import { fileInSample, launch, tailToEnd, writeScript } from './mainJob.ts';
import { api, until } from './support.ts';

const isOurs = ({ source }: vscode.Diagnostic) => source?.startsWith('SageMaker') === true;
const problemsOf = (file: vscode.Uri) => vscode.languages.getDiagnostics(file).filter(isOurs);
const problemOf = (file: vscode.Uri) => until(`a problem in ${file.path}`, () => problemsOf(file)[0]);

/** Waits until an editor of a file that was written behind it would show a text. */
const shows = (file: vscode.Uri, text: string) =>
  until('the new text', async () => (await vscode.workspace.openTextDocument(file)).getText().includes(text));

/** The account of a failure, and where its links lead. */
async function account(name: string) {
  const uri = await vscode.commands.executeCommand<vscode.Uri | undefined>(commands.failureShow.id, {
    kind: 'trainingJob',
    name,
  });
  assert.ok(uri, 'no failure was shown');
  const document = await vscode.workspace.openTextDocument(uri);
  const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
    'vscode.executeLinkProvider',
    uri,
  );
  const follow = async (text: string): Promise<void> => {
    const link = links.find(({ range }) => document.getText(range).includes(text));
    assert.ok(
      link?.target,
      `no link "${text}" in ${links.map(({ range }) => document.getText(range)).join(', ')}`,
    );
    await vscode.commands.executeCommand(link.target.path, ...(JSON.parse(link.target.query) as unknown[]));
  };
  const targets = links.map(({ target }) => target?.toString() ?? '');
  return { text: document.getText(), targets, follow };
}

/** VS Code makes a command of this where it is Markdown, or a notification. */
const trap = '[x](command:workbench.action.closeWindow)';

const script = `import os; print("\`\`\`\`", "${trap}", "\`\`\`\`", "# ${trap}", sep="\\n")
from parts.reader import read

try:
    read(os.environ.get("SHARD", "{"))
except ValueError as error:
    raise RuntimeError("not started ${trap}") from error
`;
const module = `import json


def read(text):
    return json.loads(text)
`;

/** What shows failures, in a workspace that goes on with another job or does not. */
function deskWhere(connections: ConnectionService, isReplaced: boolean): FailureDesk {
  const extension = vscode.extensions.getExtension('sagemaker-workbench.sagemaker-workbench');
  assert.ok(extension, 'the extension is not there');
  const notHere = () => assert.fail('it is not looked into');
  return new FailureDesk({
    connections,
    log: { error: notHere } as unknown as Log,
    folders: { sourceFolder: () => undefined, isReplaced: () => Promise.resolve(isReplaced) },
    sentFiles: { inArchive: archiveUri, object: objectUri },
    tableFile: join(extension.extensionPath, 'media', 'data', 'failures.json'),
  });
}

describe('Failures', () => {
  it('are a problem at the own line with the whole stack, and an account with links', async () => {
    await vscode.workspace.fs.createDirectory(fileInSample('parts'));
    const reader = await writeScript('parts/reader.py', module);
    const file = await writeScript('chained.py', script);
    const name = await launch(file, { jobName: 'host-chained-1' });
    assert.equal((await tailToEnd(name)).state?.status, 'Failed');
    const problem = await problemOf(file);
    assert.equal(problem.range.start.line, 6);
    assert.match(problem.message, /^RuntimeError: not started [^\n]*\nWhat was read is no JSON/);
    assert.equal(typeof problem.code === 'object' && problem.code.value, 'json');
    const related = (problem.relatedInformation ?? []).map(
      ({ location }) => `${location.uri.path.split('/').at(-1) ?? ''}:${location.range.start.line + 1}`,
    );
    assert.ok(related.includes('reader.py:5') && related.includes('chained.py:5'), related.join(' '));
    assert.ok(
      related.some((at) => at.startsWith('decoder.py')),
      related.join(' '),
    );

    const { text, targets, follow } = await account(name);
    assert.deepEqual(
      targets.filter((target) => target.startsWith('command:') && !target.includes(commands.failureStep.id)),
      [],
    );
    assert.match(text, /^# Training job host-chained-1: failed\n\n\*\*RuntimeError: not started \\\[x\\\]/);
    assert.match(text, /algo-1 · exit code 1/);
    assert.match(text, /## What SageMaker says\n\n````text\nAlgorithmError: ExecuteUserScriptError/);
    assert.match(text, /JSONDecodeError[^]*That was the direct cause of:[^]*RuntimeError: not started/);
    assert.match(text, /## Last lines of algo-1/);
    await follow('reader.py", line 5');
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), reader.toString());
    assert.equal(vscode.window.activeTextEditor.selection.active.line, 4);
  });

  it('are found again when the workspace has moved on, and what was sent is there to compare', async () => {
    const file = await writeScript('moves.py', 'print("on")\nvalue = int("none")\n');
    const name = await launch(file, { jobName: 'host-moves-1' });
    await tailToEnd(name);
    await problemOf(file);
    await writeScript('moves.py', '# A new line.\n\nprint("on")\nvalue = int("none")\n');
    await shows(file, '# A new line.');
    const { follow } = await account(name);
    await follow('moves.py", line 2');
    await until('the line further down', () => {
      const editor = vscode.window.activeTextEditor;
      return editor?.document.uri.toString() === file.toString() && editor.selection.active.line === 3;
    });
    await writeScript('moves.py', 'print("on")\nvalue = 7\n');
    await shows(file, '7');
    void follow('moves.py", line 2');
    const sent = await until('what was sent', () => {
      const { document, selection } = vscode.window.activeTextEditor ?? {};
      return document?.uri.scheme === 'sagemaker-archive' && selection?.active.line === 1
        ? document
        : undefined;
    });
    assert.match(sent.getText(), /int\("none"\)/);
    const step = { do: 'compare', path: 'moves.py' };
    await vscode.commands.executeCommand(commands.failureStep.id, { kind: 'trainingJob', name }, step);
    await until('the comparison', () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .some(({ input }) => input instanceof vscode.TabInputTextDiff && input.modified.path === file.path),
    );
  });

  it('go away when the file is edited, and when the next run succeeds; a time limit is a warning', async () => {
    const file = await writeScript('fails.py', 'import pytorch_tabnet\n');
    const name = await launch(file, { jobName: 'host-fails-1' });
    await tailToEnd(name);
    assert.match((await problemOf(file)).message, /No module named[^]*not installed where the job runs/);
    await vscode.commands.executeCommand(
      commands.failureStep.id,
      { kind: 'trainingJob', name },
      { do: 'require', package: 'pytorch-tabnet' },
    );
    const added = vscode.window.activeTextEditor?.document;
    assert.match(added?.uri.path ?? '', /requirements\.txt$/);
    assert.match(added?.getText() ?? '', /^pytorch-tabnet$/m);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await vscode.workspace.fs.delete(fileInSample('requirements.txt')).then(undefined, () => undefined);

    const editor = await vscode.window.showTextDocument(file);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '# Edited.\n'));
    await until('no problem', () => problemsOf(file).length === 0);
    await vscode.commands.executeCommand('workbench.action.files.revert');

    await tailToEnd(await launch(file, { jobName: 'host-fails-2' }));
    await problemOf(file);
    await writeScript('fails.py', 'print("mended")\n');
    assert.equal(
      (await tailToEnd(await launch(file, { jobName: 'host-fails-3' }))).state?.status,
      'Completed',
    );
    await until('no problem', () => problemsOf(file).length === 0);

    const slow = await writeScript('slow.py', 'import time\ntime.sleep(60)\n');
    await tailToEnd(await launch(slow, { jobName: 'host-slow-1', maxRuntimeSeconds: 2 }));
    const { text } = await account('host-slow-1');
    assert.match(text, /^# Training job host-slow-1: max runtime exceeded/);
    assert.match(text, /ran longer than its time limit, 2 s/);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('are said once of what was launched from here: its tail closed, and failed while there was no connection', async () => {
    const said: string[] = [];
    const of = (name: string) => said.filter((text) => text.includes(name));
    const { showErrorMessage } = vscode.window;
    const record = (text: string) => Promise.resolve(void said.push(text));
    Object.assign(vscode.window, { showErrorMessage: record });
    const { connections } = await api();
    const mark = fileInSample('failing.txt');
    const file = await writeScript(
      'alone.py',
      `import sys, time\ntime.sleep(1)\nopen(sys.argv[sys.argv.index("--mark") + 1], "w").close()\nint("none")\n`,
    );
    const launchAlone = async (jobName: string) => {
      const name = await launch(file, { jobName, hyperparameters: { mark: mark.fsPath } });
      const tail = await until('its tail', () => vscode.window.terminals.find((one) => one.name === name));
      tail.dispose();
      return name;
    };
    try {
      const closed = await launchAlone('host-alone-1');
      await until('that it is said', () => of(closed).length > 0);
      assert.match(
        of(closed)[0] ?? '',
        /^Training job host-alone-1 failed: ValueError: .+ \(exit code 1\)\.$/,
      );
      assert.equal((await problemOf(file)).range.start.line, 3);
      await vscode.workspace.fs.delete(mark);

      const away = await launchAlone('host-alone-2');
      await connections.disconnect();
      await until('that it fails', () => isFile(mark.fsPath));
      assert.equal(of(away).length, 0);
      await connections.connect();
      await until('that it is said', () => of(away).length > 0);
      // Neither by the next window, nor by whoever opens its log.
      await connections.disconnect();
      await connections.connect();
      await Promise.all([tailToEnd(away), tailToEnd(closed)]);
      assert.deepEqual([of(closed).length, of(away).length], [1, 1]);

      // Of a job that another one takes the place of, who launches that says it.
      for (const isReplaced of [true, false]) {
        const desk = deskWhere(connections, isReplaced);
        const target = { kind: 'trainingJob', name: closed } as const;
        await desk.show(await connections.connect(), target, { outcome: 'failed', facts: [] }, undefined);
        desk.dispose();
        assert.equal(of(closed).length, isReplaced ? 1 : 2);
      }
    } finally {
      Object.assign(vscode.window, { showErrorMessage });
    }
  });
});

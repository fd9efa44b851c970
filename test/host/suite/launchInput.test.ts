import * as assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { LaunchPageSource } from '../../../src/launch/page/launchPageSource.ts';
import { type Launches, newLaunches, problemsAt, set, shows } from './launchKit.ts';
import { fileInSample, writeScript } from './mainJob.ts';
import { until } from './support.ts';

/** Puts members of VS Code's API in the place of its own. @returns what undoes that */
function replaced(api: object, members: Readonly<Record<string, unknown>>): () => void {
  const before = Object.getOwnPropertyDescriptors(api);
  for (const [name, value] of Object.entries(members))
    Object.defineProperty(api, name, { value, configurable: true });
  return () => {
    for (const name of Object.keys(members)) {
      const own = before[name];
      if (own) Object.defineProperty(api, name, own);
    }
  };
}

describe('Bad input to a launch page', () => {
  let launches: Launches;
  let outside = '';

  before(async () => {
    launches = await newLaunches();
    outside = await mkdtemp(join(tmpdir(), 'outside-'));
    await writeScript('input.py', 'print("in")\n');
  });
  after(async () => {
    launches.dispose();
    await rm(outside, { recursive: true, force: true });
  });

  it('sends what is open and not saved', async () => {
    const uri = await writeScript('input_unsaved.py', 'print("in")\n');
    const document = await vscode.workspace.openTextDocument(uri);
    const editor = await vscode.window.showTextDocument(document);
    const page = await launches.open(uri);
    await editor.edit((edit) => edit.insert(document.lineAt(1).range.start, 'print("new")\n'));
    const launched = await page.launch(undefined);
    assert.ok(launched);
    assert.equal(document.isDirty, false);
  });

  it('launches a script outside the workspace', async () => {
    const script = join(outside, 'far.py');
    await writeFile(script, 'print("far")\n');
    const page = await launches.open(vscode.Uri.file(script));
    await shows(page, 'the outside folder', ({ bundle }) => bundle.folder === outside);
    assert.ok(await page.launch(undefined));
  });

  it('launches without any folder open, an untitled script once it is saved, and says that tasks need a folder', async () => {
    const folder = join(outside, 'alone');
    await mkdir(folder);
    const script = vscode.Uri.file(join(folder, 'alone.py'));
    const untitled = await vscode.workspace.openTextDocument({
      language: 'python',
      content: 'print("alone")\n',
    });
    await vscode.window.showTextDocument(untitled);
    let saved: vscode.Uri | undefined;
    const undo = replaced(vscode.workspace, {
      workspaceFolders: undefined,
      getWorkspaceFolder: () => undefined,
      save: () => Promise.resolve(saved),
    });
    try {
      // Whoever leaves the dialog has given up.
      assert.equal(await launches.feature.train(undefined, {}), undefined);
      await writeFile(script.fsPath, untitled.getText());
      saved = script;
      const page = await launches.open(undefined);
      await shows(page, 'the script', (one) => one.script === 'alone.py' && one.bundle.folder === folder);
      assert.ok(await page.launch(undefined));
      await assert.rejects(Promise.resolve(page.saveTask(undefined)), /workspace folder, and none is open/);
      const list = await launches.feature.history({ action: 'list' });
      assert.equal(list?.[0]?.script, 'alone.py');
    } finally {
      undo();
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
  });

  it('follows no circle of links, and says which files cannot be read', async () => {
    const folder = join(outside, 'odd');
    await mkdir(join(folder, 'inner'), { recursive: true });
    await writeFile(join(folder, 'train.py'), 'print("odd")\n');
    await symlink('..', join(folder, 'inner', 'up'));
    const page = await launches.open(vscode.Uri.file(join(folder, 'train.py')));
    const { bundle } = await shows(page, 'the count', (one) =>
      one.bundle.files !== undefined && one.bundle.counting !== true ? one : undefined,
    );
    assert.equal(bundle.files, 1);
    assert.match(bundle.leftOut.join('\n'), /up/);
    assert.ok(await page.launch(undefined));
    await writeFile(join(folder, 'secret.txt'), 'x');
    await chmod(join(folder, 'secret.txt'), 0);
    // Who may read everything can read this too.
    if (process.getuid?.() === 0) return;
    await assert.rejects(Promise.resolve(page.launch(undefined)), /secret\.txt/);
  });

  it('says at its field that a name is taken, and creates nothing', async () => {
    const page = await launches.open(fileInSample('input.py'));
    await set(page, ['TrainingJobName'], 'taken-name');
    await page.launch(undefined);
    const [message] = await shows(page, 'that the name is taken', (one) => {
      const found = one.problems.filter(({ path }) => path.join('.') === 'TrainingJobName');
      return found.length > 0 ? found.map((problem) => problem.message) : undefined;
    });
    assert.match(message ?? '', /taken-name|already/);
    await assert.rejects(Promise.resolve(page.launch(undefined)), /already|taken/);
    await set(page, ['TrainingJobName'], undefined);
  });

  it('says that a hyperparameter is longer than SageMaker takes', async () => {
    const page = await launches.open(fileInSample('input.py'));
    await page.edit({ type: 'hyperparameter', name: 'huge', value: 'x'.repeat(3000) });
    const messages = await shows(page, 'the problem', (one) => {
      const found = problemsAt(one, 'hyperparameter');
      return found.length > 0 ? found : undefined;
    });
    assert.match(messages.join(' '), /2,?500/);
    await assert.rejects(Promise.resolve(page.launch(undefined)), /2,?500/);
    await page.edit({ type: 'hyperparameter', name: 'huge', value: undefined });
  });

  it('launches once when it is pressed twice, and from two pages twice', async () => {
    const page = await launches.open(fileInSample('input.py'));
    const twice = await Promise.allSettled([page.launch(undefined), page.launch(undefined)]);
    assert.deepEqual(twice.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    const other = await launches.open(await writeScript('input_other.py', 'print("other")\n'));
    const both = await Promise.all([page, other].map(async (one: LaunchPageSource) => one.launch(undefined)));
    assert.equal(new Set(both.map((launched) => launched?.jobName)).size, 2);
  });

  it('says why there is no page for a file that is not on a disk', async () => {
    const remote = vscode.Uri.parse('git:/somewhere/train.py');
    await assert.rejects(launches.feature.train(remote, undefined), /not on a disk/);
  });
});

describe('The lens above an entry point', () => {
  const setting = () => vscode.workspace.getConfiguration('sagemaker');
  const key = 'launch.codeLens';
  const lenses = async () => {
    const found = await vscode.commands.executeCommand<vscode.CodeLens[] | undefined>(
      'vscode.executeCodeLensProvider',
      fileInSample('train.py'),
      5,
    );
    return (found ?? []).filter(({ command }) => command?.title.includes('Train on SageMaker') === true);
  };
  after(() => setting().update(key, undefined, vscode.ConfigurationTarget.Workspace));

  it('goes and comes with its setting', async () => {
    await vscode.window.showTextDocument(fileInSample('train.py'));
    await until('the lens', async () => (await lenses()).length === 1);
    await setting().update(key, false, vscode.ConfigurationTarget.Workspace);
    await until('no lens', async () => (await lenses()).length === 0);
    await setting().update(key, undefined, vscode.ConfigurationTarget.Workspace);
    await until('the lens again', async () => (await lenses()).length === 1);
  });
});

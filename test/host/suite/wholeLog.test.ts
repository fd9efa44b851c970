import * as assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import * as vscode from 'vscode';
import { commands } from '../../../src/manifest/commands.ts';
import { run } from './explorerKit.ts';
import { launch, openGate, tailToEnd, waitAt, writeScript } from './mainJob.ts';
import { until } from './support.ts';

const script = `
for i in range(200):
    print(f'\\x1b[32mstep={i}\\x1b[0m loss={1 / (i + 1):.4f}', flush=True)
${waitAt('whole')}
print('last line', flush=True)
`;

const logTabs = () =>
  vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('sagemaker.log'),
    );

describe('A whole log', () => {
  let folder: string;
  let name: string;
  const target = () => ({ kind: 'trainingJob', name });

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'host-whole-'));
    name = await launch(await writeScript('prints.py', script), { jobName: 'host-whole-1' });
  });
  after(async () => {
    await rm(folder, { recursive: true, force: true });
    await openGate('whole');
    await run(commands.logsTail, target(), { untilEnd: true });
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('opens as a read-only document that grows with the job, and is saved while it runs and afterwards', async () => {
    const saving = async (file: string, how: object = {}) => {
      const to = vscode.Uri.file(join(folder, file));
      const saved = await run(commands.logsSave, target(), { to, ...how });
      assert.ok(saved, `${file} was not saved`);
      return readFile(to.fsPath);
    };
    await until('lines', async () => {
      try {
        return (await saving('early.log')).toString().includes('step=199');
      } catch {
        // Not before the job has written something.
        return false;
      }
    });
    assert.equal(await run(commands.logsOpenDocument, target()), 'text');
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    const { document } = editor;
    assert.equal(document.uri.scheme, 'sagemaker-log');
    assert.equal(document.languageId, 'log');
    assert.ok(document.getText().includes('step=199 loss=0.0050\n'), document.getText().slice(-200));
    assert.equal(vscode.workspace.fs.isWritableFileSystem('sagemaker-log'), false);
    const stat = await vscode.workspace.fs.stat(document.uri);
    assert.equal(stat.permissions, vscode.FilePermission.Readonly);

    await openGate('whole');
    await until('the document grows', () => document.getText().endsWith('last line\n'));
    await tailToEnd(name);

    const raw = (await saving('raw.log')).toString();
    assert.ok(raw.startsWith('\u001b[32mstep=0\u001b[0m loss=1.0000\n'), raw.slice(0, 100));
    assert.ok(raw.endsWith('last line\n'));
    assert.equal(gunzipSync(await saving('raw.log.gz')).toString(), raw);
    assert.match(
      (await saving('times.log', { timestamps: true, host: true, plain: true })).toString(),
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z \[algo-1\] step=0 loss=1\.0000\n/,
    );
    const [first = ''] = (await saving('all.jsonl')).toString().split('\n');
    assert.match((JSON.parse(first) as { logStreamName: string }).logStreamName, /^host-whole-1\/algo-1-/);
    assert.deepEqual((await readdir(folder)).sort(), [
      'all.jsonl',
      'early.log',
      'raw.log',
      'raw.log.gz',
      'times.log',
    ]);
  });

  it('is saved into another file system, S3', async () => {
    const bucket = vscode.Uri.parse('sagemaker-s3:/sagemaker-us-east-1-000000000000/whole/raw.log');
    assert.ok(await run(commands.logsSave, target(), { to: bucket }));
    const text = Buffer.from(await vscode.workspace.fs.readFile(bucket)).toString();
    assert.ok(text.endsWith('last line\n'), text.slice(-100));
  });

  it('opens as a page, once', async () => {
    assert.equal(await run(commands.logsOpenPage, target()), 'page');
    await until('the page', () => logTabs().length === 1);
    await run(commands.logsOpenPage, target());
    assert.equal(logTabs().length, 1);
  });

  it('says so when there is no such job', async () => {
    const to = vscode.Uri.file(join(folder, 'none.log'));
    assert.equal(
      await run(commands.logsSave, { kind: 'trainingJob', name: 'host-nobody-1' }, { to }),
      undefined,
    );
    assert.equal(
      await run(commands.logsOpenDocument, { kind: 'trainingJob', name: 'host-nobody-1' }),
      undefined,
    );
    assert.ok(!(await readdir(folder)).includes('none.log'));
  });
});

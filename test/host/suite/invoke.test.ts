import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { answerScheme } from '../../../src/inference/answers.ts';
import type { InvokeResult } from '../../../src/inference/invokeCommand.ts';
import { commands } from '../../../src/manifest/commands.ts';
import { acceptAllPicks, fileInSample, launch, tailToEnd } from './mainJob.ts';
import { until } from './support.ts';

const endpointName = 'host-invoke-e';

describe('Deploy and invoke', () => {
  it('puts a completed job’s model behind an endpoint', async () => {
    const name = await launch(fileInSample('train.py'), {
      hyperparameters: { epochs: 5 },
      jobName: 'host-invoke-1',
    });
    await tailToEnd(name);
    const node = { resource: { kind: 'trainingJob', name } };
    const deployed = await vscode.commands.executeCommand(commands.endpointDeploy.id, node, { endpointName });
    assert.equal(deployed, endpointName);
  });

  it('shows the answer beside, with how it came', async () => {
    const file = fileInSample('payloads/adelie.json').fsPath;
    const result = await vscode.commands.executeCommand<InvokeResult>(commands.endpointInvoke.id, {
      endpointName,
      file,
    });
    assert.equal(result.statusCode, 200);
    assert.equal(result.contentType, 'application/json');
    assert.match(result.body.toString(), /Adelie/);
    const document = answers().at(-1);
    assert.ok(document, 'no answer is open');
    assert.equal(document.languageId, 'json');
    assert.match(document.getText(), /Adelie/);
    assert.match(
      (await lenses(document.uri))[0] ?? '',
      /^200 OK · [\d.]+ ms · AllTraffic · application\/json · /,
    );
  });

  it('takes the file of an editor, and the selection in it', async () => {
    const file = fileInSample('payloads/gentoo.csv');
    const byFile = vscode.commands.executeCommand<InvokeResult | undefined>(
      commands.endpointInvokeWithFile.id,
      file,
    );
    assert.match((await acceptAllPicks(byFile))?.body.toString() ?? '', /Gentoo/);
    const editor = await vscode.window.showTextDocument(file, { viewColumn: vscode.ViewColumn.One });
    const end = editor.document.lineAt(editor.document.lineCount - 1).range.end;
    editor.selection = new vscode.Selection(new vscode.Position(0, 0), end);
    const bySelection = vscode.commands.executeCommand<InvokeResult | undefined>(
      commands.endpointInvokeWithSelection.id,
    );
    assert.match((await acceptAllPicks(bySelection))?.body.toString() ?? '', /Gentoo/);
  });

  it('shows what the model says when it refuses', async () => {
    const result = await vscode.commands.executeCommand<InvokeResult>(commands.endpointInvoke.id, {
      endpointName,
      payload: '{"nothing": "that a model knows"}',
      contentType: 'application/json',
    });
    assert.ok(result.statusCode >= 400, `${result.statusCode}`);
    const document = answers().at(-1);
    assert.ok(document && document.getText().length > 0, 'the model’s own message is not shown');
    const [first = '', second] = await until('two lenses', async () => {
      const found = await lenses(document.uri);
      return found.length === 2 ? found : undefined;
    });
    assert.match(first, /^The model refused: \d{3} /);
    assert.equal(second, 'Show endpoint log');
  });

  it('answers nothing for an endpoint that does not exist', async () => {
    const options = { endpointName: 'host-none-e', payload: '1,2' };
    assert.equal(await vscode.commands.executeCommand(commands.endpointInvoke.id, options), undefined);
  });
});

function answers(): vscode.TextDocument[] {
  return vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === answerScheme);
}

async function lenses(uri: vscode.Uri): Promise<string[]> {
  const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    uri,
  );
  return found.map(({ command }) => command?.title ?? '');
}

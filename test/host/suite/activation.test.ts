import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';

const id = 'sagemaker-workbench.sagemaker-workbench';

describe('The extension', () => {
  it('is there and activates', async () => {
    const extension = vscode.extensions.getExtension(id);
    assert.ok(extension, `VS Code has no extension ${id}`);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('keeps the local engine of this run apart from the user’s', () => {
    const workspace = vscode.workspace.workspaceFolders?.[0];
    assert.ok(workspace, 'no folder is open');
    const dataDir = process.env['SAGEMAKER_LOCAL_DATA_DIR'] ?? '';
    assert.notEqual(dataDir, '', 'the run has no data directory of its own');
    assert.equal(
      vscode.Uri.file(dataDir).path.startsWith(vscode.Uri.joinPath(workspace.uri, '..').path),
      true,
    );
  });
});

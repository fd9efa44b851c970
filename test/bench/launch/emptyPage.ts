/** An extension that shows a page with nothing on it: what VS Code itself takes for any page, on this machine, now. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export const emptyPageTitle = 'Open the Empty Page';

const command = 'bench.emptyPage';

const manifest = {
  name: 'empty-page',
  version: '1.0.0',
  publisher: 'sagemaker-workbench-tests',
  engines: { vscode: '^1.106.0' },
  main: './extension.cjs',
  contributes: {
    commands: [{ command, title: emptyPageTitle }],
    menus: { 'explorer/context': [{ command, group: '9_bench' }] },
  },
};

/** The heading is what the launch page is waited for by. */
const program = `
const vscode = require('vscode');
exports.activate = (context) => {
  context.subscriptions.push(vscode.commands.registerCommand('${command}', () => {
    const panel = vscode.window.createWebviewPanel('bench.empty', 'Empty', vscode.ViewColumn.Active, { enableScripts: true });
    panel.webview.html = '<!DOCTYPE html><html lang="en"><body><h2>Instance</h2></body></html>';
  }));
};
`;

/** Puts it into a run's extensions folder. */
export async function installEmptyPage(extensions: string): Promise<void> {
  const target = join(extensions, 'sagemaker-workbench-tests.empty-page-1.0.0');
  await mkdir(target, { recursive: true });
  await writeFile(join(target, 'package.json'), JSON.stringify(manifest));
  await writeFile(join(target, 'extension.cjs'), program);
}

import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Choice } from '../../messages/launch.ts';
import type { BundleView } from '../../messages/launchInputs.ts';
import { canDebugHere } from '../debug/debugHere.ts';
import type { LaunchFacts, ScriptFacts } from '../spec/launchFacts.ts';
import type { LaunchSpec } from '../spec/launchSpec.ts';
import { countBundle } from '../uploads/uploadFacts.ts';
import type { ScriptFiles } from './scriptFiles.ts';

const scriptPattern = '**/*.{py,sh,ipynb}';
const notScripts = '**/{node_modules,.venv,venv,env,__pycache__,site-packages,.git,.ipynb_checkpoints}/**';
const mostScripts = 300;

/** What the disk tells of a launch, whatever it is sent through. */
export class DiskFacts implements Pick<LaunchFacts, 'canDebugHere' | 'scripts' | 'readScript' | 'bundle'> {
  readonly #scripts: ScriptFiles;

  constructor(scripts: ScriptFiles) {
    this.#scripts = scripts;
  }

  canDebugHere(script: string): boolean {
    return canDebugHere(script);
  }

  async scripts(sourceFolder: string): Promise<readonly Choice[]> {
    const pattern = new vscode.RelativePattern(vscode.Uri.file(sourceFolder), scriptPattern);
    const found = await vscode.workspace.findFiles(pattern, notScripts, mostScripts);
    const names = found.map(({ fsPath }) => fsPath.slice(sourceFolder.length + 1).replaceAll('\\', '/'));
    return names.sort().map((value) => ({ value, label: value, detail: undefined }));
  }

  readScript(sourceFolder: string, script: string): Promise<ScriptFacts> {
    return this.#scripts.read(join(sourceFolder, ...script.split('/')));
  }

  bundle(spec: LaunchSpec, told: (view: BundleView) => void, signal: AbortSignal): Promise<BundleView> {
    return countBundle(spec, told, signal);
  }
}

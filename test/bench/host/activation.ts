/** One start, measured in the extension host: VS Code calls `run`. */
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../../src/api.ts';
import { withOutput } from '../../host/inHostOutput.ts';

/** Prints one JSON line: milliseconds of `activate()` itself, and of loading the code and activating together. */
export function run(): Promise<void> {
  return withOutput(async () => {
    const extension = vscode.extensions.getExtension<ExtensionApi>('sagemaker-workbench.sagemaker-workbench');
    if (!extension) throw new Error('The extension is not there.');
    if (extension.isActive) throw new Error('The extension was active before it was needed.');
    const began = performance.now();
    const { activationMilliseconds } = await extension.activate();
    const together = performance.now() - began;
    console.log(JSON.stringify({ activate: activationMilliseconds, together }));
  });
}

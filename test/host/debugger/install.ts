/** Puts the tests' Python debugger into a run's extensions folder; esbuild's target `host-tests` has compiled it. */
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../vscode/versions.ts';

export async function installPythonDebugger(extensions: string): Promise<void> {
  const target = join(extensions, 'sagemaker-workbench-tests.python-debugger-double-1.0.0');
  await mkdir(target, { recursive: true });
  await cp(join(root, 'test', 'host', 'debugger', 'manifest.json'), join(target, 'package.json'));
  await cp(join(root, 'out', 'host', 'debugger', 'extension.cjs'), join(target, 'extension.cjs'));
}

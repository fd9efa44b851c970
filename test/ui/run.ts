/**
 * Runs the UI tests: Playwright in a real workbench, as a person acts.
 * `node test/ui/run.ts [--vscode oldest] [--grep PATTERN] [--extension DIR]`
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureBrowser } from '../host/vscode/browser.ts';
import { exitWith, readCommandLine } from '../host/vscode/commandLine.ts';
import { ensureVsCode } from '../host/vscode/install.ts';
import { builds, root } from '../host/vscode/versions.ts';

await exitWith(async () => {
  const args = process.argv.slice(2);
  const { build, grep } = readCommandLine(args);
  // Here and not in the tests, so that what is being installed is seen and no test waits for it.
  await ensureVsCode(builds[build]);
  await ensureBrowser();
  console.log(`VS Code ${builds[build].vscode} (workbench from npm)`);
  await rm(join(root, 'out', 'ui'), { recursive: true, force: true });
  const filter = grep === undefined ? [] : ['--test-name-pattern', grep];
  // One workbench at a time: two cores do not serve more.
  const options = [
    '--test',
    '--test-concurrency=1',
    // Of a whole file, too; what a test waits for says so itself before.
    '--test-timeout=900000',
    '--test-reporter=spec',
    ...filter,
  ];
  const tests = spawn(process.execPath, [...options, join(root, 'test', 'ui', 'suite', '*.test.ts')], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, SAGEMAKER_TEST_ARGUMENTS: JSON.stringify(args) },
  });
  const [code] = (await once(tests, 'exit')) as [number | null];
  return code ?? 1;
});

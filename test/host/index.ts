/** The in-host suite: VS Code calls `run` in the extension host, in desktop VS Code and in the workbench alike. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { withOutput } from './inHostOutput.ts';

/**
 * Runs all compiled files of test/host/suite with Mocha (`describe`, `it`).
 * The environment variable `SAGEMAKER_TEST_GREP` chooses tests by their full titles.
 * @throws Error when a test fails, or when there is none to run.
 */
export function run(): Promise<void> {
  return withOutput(runSuite);
}

async function runSuite(): Promise<void> {
  // As an ES module: what `require` makes of it differs between the hosts' Node versions.
  const { default: Mocha } = await import('mocha');
  const grep = process.env['SAGEMAKER_TEST_GREP'];
  const mocha = new Mocha({
    ui: 'bdd',
    color: process.env['FORCE_COLOR'] === '1',
    // A limit against what never ends, not a measure of speed: waits inside say what they waited for before it is over.
    timeout: 180_000,
    ...(grep === undefined ? {} : { grep: new RegExp(grep) }),
  });
  // The compiled file is CommonJS: it knows its own folder.
  const folder = join(__dirname, 'suite');
  const files = readdirSync(folder).filter((name) => name.endsWith('.test.cjs'));
  for (const name of files.sort()) mocha.addFile(join(folder, name));
  const { passed, failed } = await new Promise<{ passed: number; failed: number }>((resolve) => {
    let passed = 0;
    mocha.run((failed) => resolve({ passed, failed })).on('pass', () => passed++);
  });
  console.log(`${passed} passed, ${failed} failed`);
  if (failed > 0) throw new Error(`In-host tests failed: ${failed}`);
  if (passed === 0) throw new Error('No in-host test was run.');
}

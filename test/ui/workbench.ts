/** What UI tests share: one real workbench for each file of tests, and what is kept when one fails. */
import { copyFile, cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, type SuiteContext, type TestContext } from 'node:test';
import { readCommandLine } from '../host/vscode/commandLine.ts';
import { type WorkbenchDriver } from '../host/vscode/driver.ts';
import { root, sample } from '../host/vscode/versions.ts';
import { openWorkbench, type Workbench, type WorkbenchOptions } from '../host/vscode/workbench.ts';

/** The open workbench of a file of tests; its members are there once the tests run. */
export interface WorkbenchUnderTest {
  readonly workbench: Workbench;
  readonly driver: WorkbenchDriver;
}

/**
 * Opens a workbench before the tests of the surrounding `describe` and closes it after them.
 * Of a test that fails, a screenshot and the logs stay under out/ui/.
 */
export function useWorkbench(options: Partial<WorkbenchOptions> = {}): WorkbenchUnderTest {
  let open: Workbench | undefined;
  const opened = (): Workbench => {
    if (open === undefined) throw new Error('The workbench is open only while tests run.');
    return open;
  };
  before(async () => {
    open = await openWorkbench({ folder: sample, ...commandLineOfRun(), ...options });
  });
  afterEach(async (context) => {
    // Suites pass through here too; tests know whether they passed.
    if (isFinishedTest(context) && !context.passed) await keepEvidence(opened(), context.fullName);
  });
  after(async () => open?.close());
  return {
    get workbench() {
      return opened();
    },
    get driver() {
      return opened().driver;
    },
  };
}

/** The runner hands its options on in the environment: `node --test` keeps arguments for itself. */
function commandLineOfRun(): Pick<WorkbenchOptions, 'build' | 'extension'> {
  return readCommandLine(JSON.parse(process.env['SAGEMAKER_TEST_ARGUMENTS'] ?? '[]') as string[]);
}

/** Node 24's contexts say more than the types, which are those of Node 22. */
interface FinishedTest extends TestContext {
  readonly passed: boolean;
}

function isFinishedTest(context: TestContext | SuiteContext): context is FinishedTest {
  return 'passed' in context && typeof context.passed === 'boolean';
}

async function keepEvidence(workbench: Workbench, test: string): Promise<void> {
  const folder = join(root, 'out', 'ui');
  const path = join(folder, test.replace(/[^\p{L}\p{N}]+/gu, '-'));
  await mkdir(folder, { recursive: true });
  await workbench.driver.screenshot(`${path}.png`);
  // VS Code's logs have those of the extension among them.
  await cp(join(workbench.sandbox.userData, 'logs'), `${path}.logs`, { recursive: true });
  await copyFile(workbench.serverLog, join(`${path}.logs`, 'server.log'));
  await writeFile(join(`${path}.logs`, 'workbench.log'), workbench.workbenchLog.join('\n'));
  console.log(`kept ${path}.png and ${path}.logs/`);
}

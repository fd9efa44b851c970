import { join } from 'node:path';
import type { WorkbenchDriver } from '../host/vscode/driver.ts';
import { root } from '../host/vscode/versions.ts';
import { editorAt, openFrame, patience } from './acts.ts';

/** The folder with a script that fails. */
export const brokenFolder = join(root, 'test', 'fixtures', 'failing');

/** The line of its broken.py that raises. */
const failingLine = 3;

/** What it raises. */
export const reason = 'ValueError: only 2 rows are left';

/** A click on the traceback in the terminal opens the line that raised. */
export async function terminalLeadsToLine(driver: WorkbenchDriver): Promise<void> {
  await openFrame(driver, `broken.py", line ${failingLine}`);
  await editorAt(driver, 'broken.py', failingLine);
}

/** The Problems panel has the exception, and leads to the line that raised. */
export async function problemLeadsToLine(driver: WorkbenchDriver): Promise<void> {
  await driver.runCommand('View: Close All Editors');
  await driver.runCommand('Problems: Focus on Problems View');
  const problem = driver.page.locator('.markers-panel .monaco-list-row').filter({ hasText: reason });
  await problem.filter({ hasText: `[Ln ${failingLine}, Col 9]` }).waitFor({ timeout: patience });
  await problem.dblclick();
  await editorAt(driver, 'broken.py', failingLine);
}

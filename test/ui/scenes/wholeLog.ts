import { type WorkbenchDriver } from '../../host/vscode/driver.ts';
import { asked, patience } from '../acts.ts';
import { type Scene } from './scene.ts';

/** A whole log as a document and as a page; the newest job is the one that has ended. */
export const wholeLogScenes: readonly Scene[] = [
  {
    name: 'log-document',
    show: async ({ driver }) => {
      await driver.runCommand('View: Close All Editors');
      await open(driver, 'SageMaker: Open Log as Document');
      await driver.page.getByRole('tab', { name: /\.log/ }).waitFor({ timeout: patience });
      await driver.page.locator('.monaco-editor .view-line', { hasText: 'epoch=' }).first().waitFor();
    },
  },
  {
    name: 'log-page',
    show: async ({ driver }) => {
      await driver.runCommand('View: Close All Editors');
      await open(driver, 'SageMaker: Open Log Page');
      const page = driver.webviewFrame();
      await page.getByRole('listbox').waitFor({ timeout: patience });
      await page.getByTitle('Show times').click();
      await page.getByRole('searchbox', { name: 'Find in log' }).fill('loss');
      await page.getByText(/^\d+ of \d+ lines$/).waitFor({ timeout: patience });
    },
  },
];

async function open(driver: WorkbenchDriver, command: string): Promise<void> {
  await driver.runCommand(command);
  await asked(driver, 'A job, an endpoint');
  // The newest comes first.
  await driver.page.locator('.quick-input-list .monaco-list-row').first().waitFor({ timeout: patience });
  await driver.page.keyboard.press('Enter');
}

import { type WorkbenchDriver } from '../../host/vscode/driver.ts';
import { chooseInContextMenu, foldView, patience, treeShows } from '../acts.ts';
import { type Scene } from './scene.ts';

/** What the sidebar leads to: all groups, what a job came from, search, other places, two jobs compared, S3. */
export const sidebarScenes: readonly Scene[] = [
  {
    name: 'sidebar-groups',
    show: async ({ driver }) => {
      await driver.runCommand('View: Close All Editors');
      await driver.runCommand('SageMaker: Refresh');
      await fold(driver, /^Training$/);
      await fold(driver, /^Inference$/);
      for (const group of [/^Models$/, /^Pipelines$/]) await (await treeShows(driver, group)).click();
      await treeShows(driver, /^Model cards/);
      await treeShows(driver, /^Projects/);
      await driver.page.mouse.move(800, 300);
    },
  },
  {
    name: 'lineage',
    show: async ({ driver }) => {
      for (const group of [/^Models$/, /^Pipelines$/]) await fold(driver, group);
      await (await treeShows(driver, /^Training$/)).click();
      const job = await treeShows(driver, /Completed · /);
      if ((await job.getAttribute('aria-expanded')) !== 'true') await job.click();
      await (await treeShows(driver, /^Lineage/)).click();
      await treeShows(driver, /made/i);
      await driver.page.mouse.move(800, 300);
    },
  },
  {
    name: 'go-to-resource',
    show: async ({ driver }) => {
      await driver.runCommand('SageMaker: Go to Resource…');
      await driver.quickInputBox.fill('peng');
      await driver.quickPickItem('penguins').first().waitFor({ timeout: patience });
      await driver.settled();
    },
  },
  {
    name: 'switch-connection',
    show: async ({ driver }) => {
      await driver.page.keyboard.press('Escape');
      await driver.runCommand('SageMaker: Switch Connection…');
      await driver.quickPickItem('Endpoint URL…').waitFor({ timeout: patience });
    },
  },
  {
    name: 'compare',
    show: async ({ driver }) => {
      await driver.page.keyboard.press('Escape');
      await fold(driver, /Completed · /);
      await chooseInContextMenu(driver, await treeShows(driver, /Failed · /), 'Select for Compare');
      await chooseInContextMenu(driver, await treeShows(driver, /Completed · /), 'Compare with Selected');
      await driver.page.locator('.monaco-diff-editor .view-line').first().waitFor({ timeout: patience });
      await driver.settled();
    },
  },
  {
    name: 's3',
    show: async ({ driver }) => {
      await driver.runCommand('View: Close All Editors');
      await foldView(driver, 'Resources', false);
      await foldView(driver, 'Running now', false);
      await foldView(driver, 'S3', true);
      const view = driver.page.locator('.part.sidebar').getByRole('tree', { name: 'S3' });
      // The last of the jobs is the one that has made a model.
      for (const row of [/^sagemaker-us-east-1/, /^train-/, /^output/, /^model\.tar\.gz/]) {
        await view.getByRole('treeitem', { name: row }).last().click({ timeout: patience });
      }
      await view
        .getByRole('treeitem', { name: /^model\.json|^model\.pkl|^model\./ })
        .last()
        .waitFor({ timeout: patience });
      await driver.page.mouse.move(800, 300);
      await driver.settled();
    },
  },
];

async function fold(driver: WorkbenchDriver, label: RegExp): Promise<void> {
  const row = await treeShows(driver, label);
  if ((await row.getAttribute('aria-expanded')) === 'true') {
    await row.click();
    await driver.page.keyboard.press('ArrowLeft');
  }
}

/** From "Train on SageMaker…" in the explorer's menu to the page, filled in, in a real workbench. */
import { openWorkbench } from '../../host/vscode/workbench.ts';
import { sample } from '../../host/vscode/versions.ts';
import { chooseInContextMenu, explorerItem, launchPage } from '../../ui/acts.ts';

const rounds = 9;

/** @returns milliseconds, one figure a round; after a first one that starts the engine and loads the SDK */
export async function pageShown(): Promise<number[]> {
  const workbench = await openWorkbench({ folder: sample });
  try {
    const { driver } = workbench;
    const { page } = driver;
    const times: number[] = [];
    const close = async (): Promise<void> => {
      await driver.runCommand('View: Close All Editors');
      await page.locator('iframe.webview.ready').first().waitFor({ state: 'detached' });
    };
    // Starts the engine and loads the SDK, and by then VS Code knows the menu's entries.
    await chooseInContextMenu(driver, explorerItem(driver, 'train.py'), 'Train on SageMaker…');
    await launchPage(driver);
    await close();
    for (let round = 0; round < rounds; round++) {
      await explorerItem(driver, 'train.py').click({ button: 'right' });
      const label = page.locator('.action-label').getByText('Train on SageMaker…', { exact: true });
      const entry = page.locator('.monaco-menu').getByRole('menuitem').filter({ has: label });
      await entry.waitFor();
      await entry.hover();
      // A menu takes no press right after it has opened.
      await page.waitForTimeout(300);
      await page.mouse.down();
      await page.waitForTimeout(100);
      const began = performance.now();
      await page.mouse.up();
      await launchPage(driver);
      times.push(performance.now() - began);
      await close();
    }
    return times;
  } finally {
    await workbench.close();
  }
}

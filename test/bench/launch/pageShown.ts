/** From an entry of the explorer's menu to its page, in a real workbench: the launch page, and a page with nothing on it. */
import type { WorkbenchDriver } from '../../host/vscode/driver.ts';
import { openWorkbench } from '../../host/vscode/workbench.ts';
import { sample } from '../../host/vscode/versions.ts';
import { chooseInContextMenu, explorerItem, launchPage } from '../../ui/acts.ts';
import { emptyPageTitle, installEmptyPage } from './emptyPage.ts';

const windows = 3;
const roundsEach = 3;

/** Milliseconds, one figure a round. */
export interface Shown {
  /** The first launch page of each window: it loads what launches, and the engine starts meanwhile. */
  readonly first: readonly number[];
  /** The launch page, filled in; after the first one. */
  readonly launch: readonly number[];
  /** What VS Code takes to show any page at all. */
  readonly empty: readonly number[];
}

export async function pageShown(): Promise<Shown> {
  const shown: Shown[] = [];
  for (let window = 0; window < windows; window++) shown.push(await inWindow());
  return {
    first: shown.flatMap(({ first }) => first),
    launch: shown.flatMap(({ launch }) => launch),
    empty: shown.flatMap(({ empty }) => empty),
  };
}

async function inWindow(): Promise<Shown> {
  const workbench = await openWorkbench({ folder: sample, installFurther: installEmptyPage });
  const { driver } = workbench;
  try {
    const titles = { launch: 'Train on SageMaker…', empty: emptyPageTitle };
    // By then VS Code knows the menu's entries, and has opened a page.
    await chooseInContextMenu(driver, explorerItem(driver, 'train.py'), titles.empty);
    await launchPage(driver);
    await close(driver);
    const first = [await timed(driver, titles.launch)];
    const [launch, empty]: [number[], number[]] = [[], []];
    // In turn, so that what else the machine does counts for both.
    for (let round = 0; round < roundsEach; round++) {
      launch.push(await timed(driver, titles.launch));
      empty.push(await timed(driver, titles.empty));
    }
    return { first, launch, empty };
  } finally {
    await workbench.close();
  }
}

/**
 * @returns milliseconds from the button's release to the frame in which what is in sight was painted, as the page's own clock
 * tells it: to look from outside takes longer than to draw.
 */
async function timed(driver: WorkbenchDriver, title: string): Promise<number> {
  const { page } = driver;
  await explorerItem(driver, 'train.py').click({ button: 'right' });
  const label = page.locator('.action-label').getByText(title, { exact: true });
  const entry = page.locator('.monaco-menu').getByRole('menuitem').filter({ has: label });
  await entry.waitFor();
  await entry.hover();
  // A menu takes no press right after it has opened.
  await page.waitForTimeout(300);
  await page.mouse.down();
  await page.waitForTimeout(100);
  const began = Date.now();
  await page.mouse.up();
  // To look into the page while it comes takes time from what is measured.
  await page.waitForTimeout(1_000);
  await launchPage(driver);
  const painted: number = await driver.webviewFrame().locator('body').evaluate(paintedAt);
  await close(driver);
  return painted - began;
}

/** Milliseconds since the epoch: the launch page's own mark, else the first paint of anything. */
const paintedAt = `(() => {
  const [mark] = performance.getEntriesByName('in-sight');
  const [paint] = performance.getEntriesByName('first-contentful-paint');
  return performance.timeOrigin + (mark ?? paint).startTime;
})()`;

async function close(driver: WorkbenchDriver): Promise<void> {
  await driver.runCommand('View: Close All Editors');
  await driver.page.locator('iframe.webview.ready').first().waitFor({ state: 'detached' });
}

/** What a person does and reads in this product over and over; on top of what the driver knows of any workbench. */
import { errors, type FrameLocator, type Locator } from 'playwright-core';
import { type WorkbenchDriver } from '../host/vscode/driver.ts';
import { until } from './until.ts';

/** The first start of the engine and a job's whole life fit in it, on a machine that does other things too. Milliseconds. */
export const patience = 60_000;

/** How long a person's finger is down; a menu takes no shorter press right after it has opened. Milliseconds. */
const pressTime = 200;

/** A file or folder in VS Code's own explorer. */
export function explorerItem(driver: WorkbenchDriver, name: string): Locator {
  return driver.page.locator('.explorer-folders-view').getByRole('treeitem', { name, exact: true });
}

/**
 * Right-clicks and chooses from the menu that opens. A menu that was opened before VS Code knew all entries is opened
 * again, as a person would.
 */
export async function chooseInContextMenu(
  driver: WorkbenchDriver,
  target: Locator,
  title: string,
): Promise<void> {
  // By its label alone: a key that does the same is part of the entry's name.
  const label = driver.page.locator('.action-label').getByText(title, { exact: true });
  const entry = driver.page.locator('.monaco-menu').getByRole('menuitem').filter({ has: label });
  for (let attempt = 1; ; attempt++) {
    await target.click({ button: 'right', timeout: patience });
    try {
      await entry.click({ timeout: 5_000, delay: pressTime });
      await entry.waitFor({ state: 'hidden', timeout: 5_000 });
      return;
    } catch (error) {
      if (attempt === 3 || !(error instanceof errors.TimeoutError)) throw error;
      await driver.page.keyboard.press('Escape');
    }
  }
}

/** Waits for a question of the command that is running, by what its quick input asks. */
export async function asked(driver: WorkbenchDriver, question: string): Promise<void> {
  const input = driver.quickInput.locator(`input[placeholder^=${JSON.stringify(question)}]`);
  const message = driver.quickInput.locator('.quick-input-message').filter({ hasText: question });
  await input.or(message).first().waitFor({ timeout: patience });
}

/** Waits until the terminal that is seen matches. @returns its text. */
export function terminalSays(driver: WorkbenchDriver, pattern: RegExp): Promise<string> {
  return until(
    `${String(pattern)} in the terminal`,
    async () => {
      const text = await driver.terminalText();
      return pattern.test(text) ? text : undefined;
    },
    { limit: patience, seen: () => driver.terminalText() },
  );
}

/** Waits for a row of the sidebar's trees. */
export async function treeShows(driver: WorkbenchDriver, label: RegExp): Promise<Locator> {
  const row = driver.treeItem(label).first();
  await row.waitFor({ timeout: patience });
  return row;
}

/** What is filled in on the launch page; what is not named stays as it is. */
export interface LaunchAnswers {
  readonly instanceType?: string;
  /** Takes the channels away. */
  readonly withoutData?: true;
  readonly hyperparameters?: Readonly<Record<string, string>>;
}

/** The launch page that is seen, once it is filled in. */
export async function launchPage(driver: WorkbenchDriver): Promise<FrameLocator> {
  const page = driver.webviewFrame();
  await page.getByRole('heading', { name: 'Instance' }).waitFor({ timeout: patience });
  return page;
}

/** Fills in the launch page that is seen. */
export async function answerLaunch(driver: WorkbenchDriver, answers: LaunchAnswers = {}): Promise<void> {
  const page = await launchPage(driver);
  const { instanceType, withoutData, hyperparameters = {} } = answers;
  if (instanceType !== undefined) {
    const filter = page.getByRole('searchbox', { name: 'Filter instance types' });
    await filter.fill(instanceType);
    await filter.press('ArrowDown');
    await filter.press('Enter');
    await page.locator('.chosen-instance', { hasText: instanceType }).waitFor({ timeout: patience });
  }
  if (withoutData === true) await page.getByRole('button', { name: /^Remove Channel / }).click();
  for (const [name, value] of Object.entries(hyperparameters))
    await page.getByRole('textbox', { name, exact: true }).fill(value);
}

/** Presses "Launch" once nothing bars it, and waits until the job is there. */
export async function pressLaunch(driver: WorkbenchDriver): Promise<void> {
  const page = await launchPage(driver);
  await page.locator('#launch:not([disabled])').click({ timeout: patience });
  await page.getByText(/^Started /).waitFor({ timeout: patience });
}

/** Opens or folds one of the sidebar's views by its header. */
export async function foldView(driver: WorkbenchDriver, name: string, open: boolean): Promise<void> {
  // The view's description may stand in between.
  const title = new RegExp(`^${name}.*Section$`, 'i');
  const header = driver.page.locator('.part.sidebar').getByRole('button', { name: title });
  if ((await header.getAttribute('aria-expanded')) !== String(open)) await header.click();
}

/** Follows the link of a traceback's line in the terminal that is seen. @param text of the line */
export async function openFrame(driver: WorkbenchDriver, text: string): Promise<void> {
  const { page } = driver;
  const frame = page.locator('.terminal-wrapper.active .xterm-rows > div').filter({ hasText: text });
  const hover = page.getByText('Open the source').first();
  // The terminal looks for links where the mouse moves, and says what they do once it has rested there: what moves it
  // again and again waits for a lucky pause.
  await until('a link in the traceback', async () => {
    const { x, y, height } = (await frame.first().boundingBox()) ?? { x: 0, y: 0, height: 0 };
    await page.mouse.move(x + 60, y - height);
    await page.mouse.move(x + 60, y + height / 2);
    return hover.waitFor({ timeout: 3_000 }).then(
      () => true,
      () => undefined,
    );
  });
  await page.keyboard.down('Control');
  await page.mouse.down();
  await page.mouse.up();
  await page.keyboard.up('Control');
}

/** Waits until a file is open with the cursor in a line. */
export async function editorAt({ page }: WorkbenchDriver, file: string, line: number): Promise<void> {
  const tab = page.locator('.editor-group-container.active .tab.active');
  await tab.getByText(file).waitFor({ timeout: patience });
  await page
    .locator('.part.statusbar')
    .getByText(new RegExp(`^Ln ${line}, `))
    .waitFor();
}

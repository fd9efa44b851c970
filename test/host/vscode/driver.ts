/** Acts in the workbench as a person does: keys, the palette, quick picks, trees, terminals, webviews. */
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errors, type FrameLocator, type Locator, type Page } from 'playwright-core';

/** One open workbench. Locators are Playwright's: they wait for what they name, with its time-outs. */
export class WorkbenchDriver {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens a view container by its title in the activity bar. */
  async openView(title: string): Promise<void> {
    await this.activityBarItem(title).click();
  }

  /** The icon of a view container in the activity bar, by its title. */
  activityBarItem(title: string): Locator {
    return this.page.locator('.part.activitybar').getByRole('tab', { name: new RegExp(`^${escape(title)}`) });
  }

  /** The title above the sidebar's views. */
  get sidebarTitle(): Locator {
    return this.page.locator('.part.sidebar .title-label');
  }

  /** The quick input: command palette, quick pick or input box, whichever is open. */
  get quickInput(): Locator {
    return this.page.locator('.quick-input-widget:visible');
  }

  /**
   * Runs a command by what the palette shows, for example `SageMaker: Train on SageMaker…`.
   * Whatever takes the focus meanwhile closes the palette; then it is opened again, as a person would.
   */
  async runCommand(title: string): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      await this.page.keyboard.press('F1');
      try {
        await this.quickInputBox.fill(`>${title}`, { timeout: 5_000 });
        await this.quickPickItem(title).first().click({ timeout: 5_000 });
        return;
      } catch (error) {
        if (attempt === 3 || !(error instanceof errors.TimeoutError)) throw error;
      }
    }
  }

  /** The text field of the open quick input. */
  get quickInputBox(): Locator {
    return this.quickInput.locator('.quick-input-filter input');
  }

  /** An entry of the open quick pick, by the start of its label; the name of an icon may stand before that. */
  quickPickItem(label: string): Locator {
    return this.quickInput.getByRole('option', { name: new RegExp(`^(?:[a-z-]+\\s+)?${escape(label)}`) });
  }

  /** Chooses an entry of the open quick pick. */
  async pick(label: string): Promise<void> {
    await this.quickPickItem(label).first().click();
  }

  /** Types into the open input box or quick pick and accepts with Enter. */
  async enter(text: string): Promise<void> {
    await this.quickInputBox.fill(text);
    await this.page.keyboard.press('Enter');
  }

  /** A row of the sidebar's trees, by the start of its label; the description follows the label after a space. */
  treeItem(label: string | RegExp): Locator {
    const name = typeof label === 'string' ? new RegExp(`^${escape(label)}`) : label;
    return this.page.locator('.part.sidebar').getByRole('treeitem', { name });
  }

  /** A notification by its text. */
  notification(text: string | RegExp): Locator {
    return this.page.locator('.notifications-toasts .notification-list-item').filter({ hasText: text });
  }

  /** The rows of the terminal that is seen, as text. */
  async terminalText(): Promise<string> {
    const rows = await this.page.locator('.terminal-wrapper.active .xterm-rows > div').allInnerTexts();
    return rows.map((row) => plain(row).trimEnd()).join('\n');
  }

  /** The text that the active editor shows; only the lines on screen. */
  async editorText(): Promise<string> {
    const lines = await this.page.locator('.part.editor .editor-group-container.active .view-line').all();
    // Their order in the page is not the order on screen.
    const placed = await Promise.all(
      lines.map(async (line) => ({
        y: (await line.boundingBox())?.y ?? 0,
        text: plain(await line.innerText()),
      })),
    );
    return placed
      .sort((a, b) => a.y - b.y)
      .map(({ text }) => text)
      .join('\n');
  }

  /** The document inside the webview that is seen. */
  webviewFrame(): FrameLocator {
    const outer = this.page.locator('iframe.webview.ready').filter({ visible: true }).last();
    return outer.contentFrame().frameLocator('#active-frame');
  }

  /** Waits until no view's progress bar moves any more: its content is there then. A notification's goes with what it tells of. */
  async settled(): Promise<void> {
    const bars = this.page
      .locator('.monaco-progress-container.active:not(.notifications-toasts *, .notifications-center *)')
      .filter({ visible: true });
    await bars.first().waitFor({ state: 'detached' });
  }

  /** Waits until the window shows a text, in whatever part. */
  async shows(text: string | RegExp): Promise<void> {
    await this.page.locator('.monaco-workbench').getByText(text).filter({ visible: true }).first().waitFor();
  }

  /** Saves what the window shows as a PNG. */
  async screenshot(path: string): Promise<void> {
    await mkdir(dirname(path), { recursive: true });
    await this.page.screenshot({ path });
  }
}

/** The workbench draws spaces as no-break spaces. */
function plain(text: string): string {
  return text.replaceAll('\u00a0', ' ');
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Opens the real VS Code workbench from npm in a browser, with an extension under development. */
import { chromium, type Browser, type Page } from 'playwright-core';
import { AutomationChannel, type LogListener } from './automation.ts';
import { browserFlags, ensureBrowser } from './browser.ts';
import { WorkbenchDriver } from './driver.ts';
import { installExtension } from './extension.ts';
import { ensureVsCode, type InstalledVsCode } from './install.ts';
import { onInterrupt } from './interrupts.ts';
import { createSandbox, type Sandbox } from './sandbox.ts';
import { startServer, type VsCodeServer } from './server.ts';
import { writeSettings, type Settings } from './settings.ts';
import { builds, root, type BuildName } from './versions.ts';

/** What to open. */
export interface WorkbenchOptions {
  /** The folder to open; VS Code gets a copy of it. */
  readonly folder: string;
  /** `current` (default) or `oldest`. */
  readonly build?: BuildName;
  /** The folder with the extension's package.json; the repository by default. */
  readonly extension?: string;
  /** A compiled CommonJS module that exports `run(): Promise<void>`; it runs in the extension host. */
  readonly tests?: string;
  /** Puts further extensions into VS Code's extensions folder. */
  readonly installFurther?: (extensions: string) => Promise<void>;
  /** The user's settings, on top of those that keep VS Code quiet; made of the run's paths where they name some. */
  readonly settings?: Settings | ((sandbox: Sandbox) => Settings);
  /** Environment variables for the extension host. */
  readonly variables?: Record<string, string>;
  /** Called with what runs, before the page loads. */
  readonly onStart?: (name: string) => void;
  /** Called for each `console` call of the in-host module. */
  readonly onLog?: LogListener;
  /** Width and height of the window in CSS pixels. */
  readonly size?: { readonly width: number; readonly height: number };
}

/** An open workbench. */
export interface Workbench extends AsyncDisposable {
  /** What runs, for people: `VS Code 1.139.1 (workbench from npm, Chromium 156)`. */
  readonly name: string;
  readonly page: Page;
  readonly driver: WorkbenchDriver;
  readonly sandbox: Sandbox;
  /** A file with what VS Code's server printed. */
  readonly serverLog: string;
  /** What the workbench logged, oldest first. */
  readonly workbenchLog: readonly string[];
  /** The exit code of the in-host module; needs `tests`. */
  readonly exitCode: Promise<number>;
  /** Closes the browser, ends the server, stops the local engine and deletes the run's folders. */
  close(): Promise<void>;
}

/**
 * Opens the workbench and waits until it is drawn.
 * @throws Error with one line on what is missing on this machine.
 */
export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const vscode = await ensureVsCode(builds[options.build ?? 'current']);
  const executablePath = await ensureBrowser();
  const parts: { sandbox?: Sandbox; server?: VsCodeServer; browser?: Browser } = {};
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => (closing ??= closeAll(parts).finally(() => forget()));
  const forget = onInterrupt(close);
  try {
    const sandbox = (parts.sandbox = await createSandbox(options.folder, options.variables));
    const { settings } = options;
    await writeSettings(sandbox.userData, typeof settings === 'function' ? settings(sandbox) : settings);
    const extension = options.extension ?? root;
    if (options.tests === undefined) await installExtension(extension, sandbox.extensions);
    await options.installFurther?.(sandbox.extensions);
    const server = (parts.server = await startServer(vscode, {
      ...sandbox,
      driver: options.tests !== undefined,
    }));
    const browser = (parts.browser = await chromium.launch({ executablePath, args: browserFlags }));
    const name = workbenchName(vscode, browser);
    options.onStart?.(name);
    const page = await browser.newPage({ viewport: options.size ?? { width: 1280, height: 800 } });
    const automation = await AutomationChannel.attach(page, options.onLog);
    const url = workbenchUrl(
      server,
      sandbox.workspace,
      options.tests === undefined ? undefined : { extension, tests: options.tests },
    );
    await draw(page, url, automation.workbenchLog);
    return {
      name,
      page,
      driver: new WorkbenchDriver(page),
      sandbox,
      serverLog: server.log,
      workbenchLog: automation.workbenchLog,
      exitCode: automation.exitCode,
      close,
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * The address of the workbench with this folder.
 * @param inHost an extension under development and the module to run in its host.
 */
export function workbenchUrl(
  server: VsCodeServer,
  folder: string,
  inHost?: { readonly extension: string; readonly tests: string },
): string {
  const remote = (path: string): string => `vscode-remote://127.0.0.1:${server.port}${path}`;
  const development = inHost && [
    ['extensionDevelopmentPath', remote(inHost.extension)],
    ['extensionTestsPath', remote(inHost.tests)],
  ];
  const payload = JSON.stringify([['skipWelcome', 'true'], ...(development ?? [])]);
  return `${server.origin}/?${new URLSearchParams({ folder, payload }).toString()}`;
}

async function draw(page: Page, url: string, log: readonly string[]): Promise<void> {
  try {
    await page.goto(url, { waitUntil: 'commit' });
    await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 90_000 });
  } catch (cause) {
    throw new Error(`The workbench was not drawn. It logged:\n${log.slice(-20).join('\n')}`, { cause });
  }
}

function workbenchName(vscode: InstalledVsCode, browser: Browser): string {
  const chromiumVersion = browser.version().split('.')[0] ?? '';
  return `VS Code ${vscode.build.vscode} (workbench from npm, Chromium ${chromiumVersion})`;
}

async function closeAll(parts: {
  sandbox?: Sandbox;
  server?: VsCodeServer;
  browser?: Browser;
}): Promise<void> {
  await parts.browser?.close();
  await parts.server?.stop();
  await parts.sandbox?.dispose();
}

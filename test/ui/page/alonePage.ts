/** One of the extension's pages in a browser by itself, with an extension that the test plays. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { type Browser, chromium, type Page } from 'playwright-core';
import { browserFlags, ensureBrowser } from '../../host/vscode/browser.ts';
import { root } from '../../host/vscode/versions.ts';
import type { FromPage, ToPage } from '../../../src/messages/channel.ts';

export interface AlonePage extends AsyncDisposable {
  readonly page: Page;
  /** Tells the page an event. */
  tell(name: string, value: unknown): Promise<void>;
  /** Hands the page what opens it again after a reload. */
  reopenWith(reopening: unknown): Promise<void>;
}

/** A browser for pages by themselves. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await ensureBrowser(), args: browserFlags });
}

/** Opens a browser before the tests of the surrounding `describe`: a page in it has a context of its own, and comes sooner. */
export function useBrowser(): () => Browser {
  let open: Browser | undefined;
  before(async () => {
    open = await launchBrowser();
  });
  after(async () => open?.close());
  return () => {
    if (open === undefined) throw new Error('The browser is open only while tests run.');
    return open;
  };
}

export interface AlonePageOptions {
  readonly browser: Browser;
  /** The page's name below `dist/webview/`. */
  readonly name: string;
  /** Answers what the page asks; what it throws becomes a failure. */
  readonly answer: (name: string, input: unknown) => unknown;
  readonly size?: { readonly width: number; readonly height: number };
  /** VS Code's theme variables as CSS text, and the class that its body has: `vscode-dark`. */
  readonly theme?: { readonly style: string; readonly body: string };
}

/** Opens a built page as VS Code's webview would: its scripts and style, VS Code's API, messages both ways. */
export async function openAlone(options: AlonePageOptions): Promise<AlonePage> {
  const { browser, name, answer, size = { width: 1000, height: 800 }, theme } = options;
  const page = await browser.newPage({ viewport: size });
  // As JSON, which is what VS Code makes of messages.
  const post = (message: ToPage) => page.evaluate(`postMessage(${JSON.stringify(message)}, '*')`);
  await page.exposeFunction('toExtension', async (message: FromPage) => {
    if (message.type !== 'request') return;
    const { id } = message;
    try {
      await post({ type: 'answer', id, answer: await answer(message.name, message.input) });
    } catch (error) {
      await post({
        type: 'failure',
        id,
        failure: { message: error instanceof Error ? error.message : String(error), advice: undefined },
      });
    }
  });
  const read = (ending: string) => readFile(join(root, 'dist', 'webview', `${name}.${ending}`), 'utf8');
  const [script, style] = await Promise.all([read('js'), read('css')]);
  const origin = 'http://page.test';
  await page.route(`${origin}/**`, (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/page.js') return route.fulfill({ contentType: 'text/javascript', body: script });
    if (pathname === '/page.css') return route.fulfill({ contentType: 'text/css', body: style });
    return route.fulfill({ contentType: 'text/html', body: document(theme) });
  });
  await page.goto(`${origin}/`);
  let revision = 0;
  return {
    page,
    tell: async (event, value) => {
      const message: ToPage = { type: 'event', name: event, value, revision: ++revision };
      // Twice, as the extension does with what it tells before and after the page is ready.
      for (let time = 1; time <= 2; time++) await post(message);
    },
    reopenWith: async (reopening) => {
      await post({ type: 'reopening', reopening });
    },
    [Symbol.asyncDispose]: () => page.close(),
  };
}

function document(theme: AlonePageOptions['theme']): string {
  return `<!DOCTYPE html>
<html lang="en" style="${(theme?.style ?? '').replaceAll('"', '&quot;')}">
<head>
  <meta charset="UTF-8">
  <style>body { background: var(--vscode-editor-background); }</style>
  <link rel="stylesheet" href="/page.css">
</head>
<body class="${theme?.body ?? 'vscode-light'}">
  <script>
    let state;
    globalThis.acquireVsCodeApi = () => ({
      postMessage: (message) => void toExtension(message),
      getState: () => state,
      setState: (next) => { state = next; },
    });
  </script>
  <script type="module" src="/page.js"></script>
</body>
</html>`;
}

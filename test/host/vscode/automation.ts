/** The two functions through which a module in the extension host reports to the page. */
import { format } from 'node:util';
import { type Page } from 'playwright-core';
import { hostMark } from '../inHostOutput.ts';

/** Gets one `console` call of the in-host module, formatted. */
export type LogListener = (text: string) => void;

/** Listens to one page: VS Code calls `codeAutomationLog` and `codeAutomationExit` during an in-host run. */
export class AutomationChannel {
  /** What the workbench itself logged, oldest first. */
  readonly workbenchLog: string[] = [];
  /** Settles when the in-host module is through; rejects when the page goes away before. */
  readonly exitCode: Promise<number>;

  private constructor(exitCode: Promise<number>) {
    this.exitCode = exitCode;
  }

  /** Exposes the functions; call it before the page loads the workbench. */
  static async attach(page: Page, onLog: LogListener = () => undefined): Promise<AutomationChannel> {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    // Only those who run something in the host wait for it.
    promise.catch(() => undefined);
    const channel = new AutomationChannel(promise);
    await page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => {
      const text = format(...args);
      if (text.startsWith(hostMark)) onLog(text.slice(hostMark.length));
      else channel.workbenchLog.push(`${type}: ${text}`);
    });
    await page.exposeFunction('codeAutomationExit', (code: number) => resolve(code));
    page.on('console', (message) => channel.workbenchLog.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => channel.workbenchLog.push(`error: ${error.message}`));
    page.on('crash', () => reject(new Error('The browser page crashed.')));
    page.on('close', () => reject(new Error('The browser page was closed before the run had ended.')));
    return channel;
  }
}

/** The extension host's end: asks the driver and waits until it has acted. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  answersVariable,
  requestMark,
  type DriverAction,
  type DriverAnswer,
  type DriverRequest,
} from './protocol.ts';

const limit = 60_000;

/** Acts in the window while the extension host waits. */
export class DriverChannel {
  private requests = 0;

  /**
   * Saves a picture of the window as out/demo/`name`.png and gives its path.
   * @param shows waits until the window has this text; half a minute at most.
   */
  screenshot(name: string, shows?: string): Promise<string> {
    return this.ask({ action: 'screenshot', name, ...(shows === undefined ? {} : { shows }) });
  }

  /** Types into whatever has the focus: an input box, a terminal, an editor. */
  async type(text: string): Promise<void> {
    await this.ask({ action: 'type', text });
  }

  /** Presses a key, in Playwright's names: `Enter`, `Escape`, `Control+A`. */
  async press(key: string): Promise<void> {
    await this.ask({ action: 'press', key });
  }

  /** Waits for a quick pick with an entry that starts with `label`, and chooses it. */
  async pick(label: string): Promise<void> {
    await this.ask({ action: 'pick', label });
  }

  private async ask(action: DriverAction): Promise<string> {
    const folder = process.env[answersVariable];
    if (folder === undefined)
      throw new Error('The demo runs under test/host/demo.ts only: nothing drives the window.');
    const request: DriverRequest = { id: ++this.requests, ...action };
    console.log(requestMark + JSON.stringify(request));
    const answer = await this.answer(join(folder, `${request.id}.json`), action);
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer.result ?? '';
  }

  private async answer(path: string, action: DriverAction): Promise<DriverAnswer> {
    const end = Date.now() + limit;
    while (Date.now() < end) {
      try {
        return JSON.parse(await readFile(path, 'utf8')) as DriverAnswer;
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
      }
      await delay(50);
    }
    throw new Error(`The driver did not answer within a minute: ${JSON.stringify(action)}`);
  }
}

import { join } from 'node:path';
import type * as vscode from 'vscode';
import { placeKey } from '../../connection/place.ts';
import { explain } from '../../platform/explain.ts';
import { showError } from '../../platform/showError.ts';
import type { LaunchParts } from '../launchParts.ts';
import { LaunchSession } from './launchSession.ts';
import type { LaunchSeed } from './openLaunch.ts';
import type { OpenPage } from './launchPageSource.ts';
import { firstSpec, lastOf, type ScriptPlace } from './specFor.ts';

/** The open launch pages: one a script, and one a job that is cloned. */
export class LaunchPages implements vscode.Disposable {
  readonly #parts: LaunchParts;
  readonly #open = new Map<string, { readonly page: OpenPage; readonly session: LaunchSession }>();

  constructor(parts: LaunchParts) {
    this.#parts = parts;
  }

  /** Shows the page of a script, filled in as it was launched the last time. */
  forScript(place: ScriptPlace): LaunchSession {
    return this.#show(keyOf(place), (key) => this.#seedOf(place, key), place.script);
  }

  /** Shows the page of a script, filled in by a launch of it that never came to be a job. */
  forSeed(seed: LaunchSeed): LaunchSession {
    return this.#show(keyOf(seed.spec), () => Promise.resolve(seed), seed.spec.script);
  }

  /** Shows a page that begins with the spec of a job. */
  forJob(jobName: string, seed: () => Promise<LaunchSeed>): LaunchSession {
    return this.#show(`job ${jobName}`, seed);
  }

  dispose(): void {
    for (const { page, session } of this.#open.values()) {
      page.dispose();
      session.dispose();
    }
    this.#open.clear();
  }

  #show(key: string, seed: (key: string) => Promise<LaunchSeed>, script?: string): LaunchSession {
    const open = this.#open.get(key);
    if (open) {
      open.page.reveal();
      return open.session;
    }
    const session = new LaunchSession(this.#parts, seed, (again) => {
      this.#show(key, () => Promise.resolve(again), again.spec.script);
    });
    const page = this.#parts.openPage(session, script);
    this.#open.set(key, { page, session });
    page.onDidClose(() => {
      this.#open.delete(key);
      session.dispose();
    });
    // The page opens at once, and says what it waits for and why that does not come. Why there is nothing to see at all stands
    // in a message.
    session.start().catch((error: unknown) => {
      if (session.page || explain(error).reason === 'cancelled') return;
      page.dispose();
      void showError(this.#parts.log, 'Train on SageMaker', error);
    });
    return session;
  }

  async #seedOf(place: ScriptPlace, key: string): Promise<LaunchSeed> {
    const last = lastOf(this.#parts.history, place, key);
    if (last) return { spec: last.spec, from: placeKey(last.place) };
    const file = join(place.sourceFolder, ...place.script.split('/'));
    const reading = place.script === '' ? undefined : await this.#reading(file);
    return { spec: await firstSpec(place, reading, this.#parts.memory) };
  }

  /** A script that cannot be read opens a page that says so. */
  async #reading(file: string) {
    try {
      return (await this.#parts.scripts.read(file)).reading;
    } catch (error) {
      this.#parts.log.error(`Read ${file}`, error);
      return undefined;
    }
  }
}

function keyOf({ sourceFolder, script }: ScriptPlace): string {
  return `script ${join(sourceFolder, script)}`;
}

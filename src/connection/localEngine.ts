import type { EngineAddress } from './engineAddress.ts';

/** How this window starts and stops the engine that all windows share. */
export interface EngineControl {
  start(): Promise<EngineAddress>;
  stop(): Promise<void>;
}

/** The engine as this window knows it: started on demand, once however many ask at the same time. */
export class LocalEngine {
  readonly #control: EngineControl;
  #known: EngineAddress | undefined;
  #starting: Promise<EngineAddress> | undefined;

  constructor(control: EngineControl) {
    this.#control = control;
  }

  /**
   * Where the engine listens, starting it when that is not known.
   * @throws UserError `engine-failed-to-start`; the next call tries again.
   */
  async address(): Promise<EngineAddress> {
    if (this.#known) return this.#known;
    this.#starting ??= this.#start().finally(() => (this.#starting = undefined));
    return this.#starting;
  }

  /**
   * Forgets what it knows, so that the next call starts the engine again.
   * @param endpoint forget only this one, at which nobody answers any more; another may be known meanwhile.
   */
  forget(endpoint = this.#known?.endpoint): void {
    if (this.#known?.endpoint === endpoint) this.#known = undefined;
  }

  /** Stops the engine for all windows; its data stays. */
  async stop(): Promise<void> {
    await this.#starting?.catch(() => undefined);
    this.#known = undefined;
    await this.#control.stop();
  }

  async #start(): Promise<EngineAddress> {
    this.#known = await this.#control.start();
    return this.#known;
  }
}

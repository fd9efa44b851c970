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
  /** What callers wait for; a start that was forgotten is under way and no longer this. */
  #starting: Promise<EngineAddress> | undefined;
  readonly #underWay = new Set<Promise<EngineAddress>>();

  constructor(control: EngineControl) {
    this.#control = control;
  }

  /**
   * Where the engine listens, starting it when that is not known.
   * @throws UserError `engine-failed-to-start`; the next call tries again.
   */
  async address(): Promise<EngineAddress> {
    if (this.#known) return this.#known;
    this.#starting ??= this.#start();
    return this.#starting;
  }

  /**
   * Forgets what it knows, so that the next call starts the engine again: with the settings of that time, even while a start
   * with those of before is under way.
   * @param endpoint forget only this one, at which nobody answers any more; another may be known, or starting, meanwhile.
   */
  forget(endpoint?: string): void {
    if (endpoint === undefined) this.#starting = undefined;
    if (endpoint === undefined || this.#known?.endpoint === endpoint) this.#known = undefined;
  }

  /** Stops the engine for all windows; its data stays. */
  async stop(): Promise<void> {
    // One that comes up after the stop would stay.
    await Promise.allSettled(this.#underWay);
    this.#starting = undefined;
    this.#known = undefined;
    await this.#control.stop();
  }

  #start(): Promise<EngineAddress> {
    const start: Promise<EngineAddress> = this.#control
      .start()
      .then((address) => {
        if (this.#starting === start) this.#known = address;
        return address;
      })
      .finally(() => {
        this.#underWay.delete(start);
        if (this.#starting === start) this.#starting = undefined;
      });
    this.#underWay.add(start);
    return start;
  }
}

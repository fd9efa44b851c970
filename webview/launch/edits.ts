import type { LaunchEdit } from '../../src/messages/launch.ts';

interface Typed {
  text: string;
  /** Not sent yet. */
  edit: LaunchEdit | undefined;
  timer: ReturnType<typeof setTimeout> | undefined;
  answered: boolean;
  /** How many pages had come when it was sent. */
  pagesBefore: number;
}

export interface EditsOptions {
  /** Sends one edit; settles when the extension has taken it. */
  readonly send: (edit: LaunchEdit) => Promise<unknown>;
  readonly failed: (error: unknown) => void;
  /** Hears that the extension has taken an edit: fields may have the page's own text to show from now on. */
  readonly taken: () => void;
  /** Milliseconds without a key after which what was typed is sent. */
  readonly delay?: number;
}

/**
 * What the person has typed and the extension has not yet shown back. Edits go out in the order in which they were made,
 * typing a little later than the keys; a field shows what was typed until the page that has it is there and the focus is
 * elsewhere, so nothing is overwritten under the cursor.
 */
export class Edits {
  readonly #options: Required<EditsOptions>;
  readonly #typed = new Map<string, Typed>();
  readonly #sending = new Set<Promise<void>>();
  #pages = 0;
  #focused: string | undefined;

  constructor(options: EditsOptions) {
    this.#options = { delay: 250, ...options };
  }

  /** What a field has to show instead of the page's value. */
  text(key: string): string | undefined {
    return this.#typed.get(key)?.text;
  }

  /** The field with the focus has this text now, which makes this edit. */
  type(key: string, text: string, edit: LaunchEdit): void {
    clearTimeout(this.#typed.get(key)?.timer);
    const timer = setTimeout(() => this.#sendTyped(), this.#options.delay);
    this.#typed.set(key, { text, edit, timer, answered: false, pagesBefore: this.#pages });
  }

  /** An edit that is whole at once: a choice, a removal. What was typed before goes first. */
  async now(edit: LaunchEdit): Promise<void> {
    this.#sendTyped();
    await this.#send(edit);
  }

  /** Settles when the extension has taken all that was typed. */
  async flush(): Promise<void> {
    this.#sendTyped();
    await Promise.all(this.#sending);
  }

  /** Forgets what was typed into fields whose place is about to change. */
  forget(prefix: string): void {
    this.#sendTyped();
    for (const key of this.#typed.keys()) if (key.startsWith(prefix)) this.#typed.delete(key);
  }

  /** The field that has the focus, or none. */
  set focused(key: string | undefined) {
    if (key !== this.#focused) this.#sendTyped();
    this.#focused = key;
    this.#tidy();
  }

  pageCame(): void {
    this.#pages++;
    this.#tidy();
  }

  #sendTyped(): void {
    for (const typed of this.#typed.values()) {
      const { edit } = typed;
      if (!edit) continue;
      clearTimeout(typed.timer);
      typed.edit = undefined;
      typed.pagesBefore = this.#pages;
      void this.#send(edit).then(() => {
        typed.answered = true;
        this.#tidy();
        this.#options.taken();
      });
    }
  }

  async #send(edit: LaunchEdit): Promise<void> {
    const sending = this.#options.send(edit).then(
      () => undefined,
      (error: unknown) => this.#options.failed(error),
    );
    this.#sending.add(sending);
    await sending;
    this.#sending.delete(sending);
  }

  #tidy(): void {
    for (const [key, { edit, answered, pagesBefore }] of this.#typed) {
      const isShownBack = !edit && answered && this.#pages > pagesBefore;
      if (isShownBack && key !== this.#focused) this.#typed.delete(key);
    }
  }
}

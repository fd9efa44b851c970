import type {
  AnswerOf,
  Channel,
  EventName,
  Failure,
  FromPage,
  InputOf,
  RequestName,
  ToPage,
} from '../../src/messages/channel.ts';

interface VsCode {
  postMessage(message: FromPage): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): VsCode;

/** A request that did not work. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly advice: string | undefined;

  constructor({ message, advice }: Failure) {
    super(message);
    this.advice = advice;
  }
}

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: RequestError): void;
}

/** What VS Code keeps of a page, and hands to the extension when it brings the page back. */
interface Kept {
  /** What the page is opened with; the extension's. */
  readonly reopening?: unknown;
  /** How it was looked at; the page's own. */
  readonly page?: unknown;
}

function keptOf(state: unknown): Kept {
  return typeof state === 'object' && state !== null ? state : {};
}

/** The page's side of its channel to the extension. One a page: VS Code hands its API out once. */
export class Host<C extends Channel> {
  readonly #vscode = acquireVsCodeApi();
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners = new Map<string, (value: unknown) => void>();
  /** Of the last event of each name. */
  readonly #revisions = new Map<string, number>();
  #kept: Kept = keptOf(this.#vscode.getState());
  #last = 0;

  constructor() {
    addEventListener('message', ({ data }: MessageEvent<ToPage>) => this.#receive(data));
  }

  /** Listens to an event; the last listener of a name is the one that hears it. */
  on<Name extends EventName<C>>(name: Name, listener: (value: C['events'][Name]) => void): void {
    this.#listeners.set(name, listener as (value: unknown) => void);
  }

  /** Says that the page listens: what has been told before comes now, if it has not come yet. */
  ready(): void {
    this.#vscode.postMessage({ type: 'ready' });
  }

  /** @throws RequestError with words for people. */
  request<Name extends RequestName<C>>(name: Name, input: InputOf<C, Name>): Promise<AnswerOf<C, Name>> {
    const id = ++this.#last;
    return new Promise<AnswerOf<C, Name>>((resolve, reject) => {
      this.#waiting.set(id, { resolve: (answer) => resolve(answer), reject });
      this.#vscode.postMessage({ type: 'request', id, name, input });
    });
  }

  /** What the page kept the last time, also over a reload of the window. */
  get kept(): unknown {
    return this.#kept.page;
  }

  keep(page: unknown): void {
    this.#keep({ page });
  }

  #keep(change: Partial<Kept>): void {
    this.#kept = { ...this.#kept, ...change };
    this.#vscode.setState(this.#kept);
  }

  #receive(message: ToPage): void {
    if (message.type === 'event') {
      const { name, value, revision } = message;
      // What was told before the page listened for sure comes once more.
      if (revision <= (this.#revisions.get(name) ?? 0)) return;
      this.#revisions.set(name, revision);
      this.#listeners.get(name)?.(value);
      return;
    }
    if (message.type === 'reopening') {
      this.#keep({ reopening: message.reopening });
      return;
    }
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.type === 'answer') waiting?.resolve(message.answer);
    else waiting?.reject(new RequestError(message.failure));
  }
}

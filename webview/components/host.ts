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

/** The page's side of its channel to the extension. One a page: VS Code hands its API out once. */
export class Host<C extends Channel> {
  readonly #vscode = acquireVsCodeApi();
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners = new Map<string, (value: unknown) => void>();
  #last = 0;

  constructor() {
    addEventListener('message', ({ data }: MessageEvent<ToPage>) => this.#receive(data));
  }

  /** Listens to an event; the last listener of a name is the one that hears it. */
  on<Name extends EventName<C>>(name: Name, listener: (value: C['events'][Name]) => void): void {
    this.#listeners.set(name, listener as (value: unknown) => void);
  }

  /** Says that the page listens; what has been told before comes now. */
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
    return this.#vscode.getState();
  }

  keep(state: unknown): void {
    this.#vscode.setState(state);
  }

  #receive(message: ToPage): void {
    if (message.type === 'event') {
      this.#listeners.get(message.name)?.(message.value);
      return;
    }
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.type === 'answer') waiting?.resolve(message.answer);
    else waiting?.reject(new RequestError(message.failure));
  }
}

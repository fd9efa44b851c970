/** What a panel and its page say to each other; one such interface a panel, read by both sides. */
export interface Channel {
  /** What the page asks: by name, what it sends and what it gets. */
  readonly requests: Readonly<Record<string, { readonly input: unknown; readonly answer: unknown }>>;
  /** What the extension tells by itself. */
  readonly events: Readonly<Record<string, unknown>>;
}

export type RequestName<C extends Channel> = keyof C['requests'] & string;
export type InputOf<C extends Channel, Name extends RequestName<C>> = C['requests'][Name]['input'];
export type AnswerOf<C extends Channel, Name extends RequestName<C>> = C['requests'][Name]['answer'];
export type EventName<C extends Channel> = keyof C['events'] & string;

/** Why a request did not work, in words for people. */
export interface Failure {
  readonly message: string;
  readonly advice: string | undefined;
}

/** From the page. `ready` comes first: before it nobody may listen there. */
export type FromPage =
  | { readonly type: 'ready' }
  | { readonly type: 'request'; readonly id: number; readonly name: string; readonly input: unknown };

/** To the page. Every request gets an answer or a failure. */
export type ToPage =
  | { readonly type: 'answer'; readonly id: number; readonly answer: unknown }
  | { readonly type: 'failure'; readonly id: number; readonly failure: Failure }
  | {
      readonly type: 'event';
      readonly name: string;
      readonly value: unknown;
      /** Grows with each event of a panel: what comes a second time is known by it. */
      readonly revision: number;
    }
  /** To be kept as it is: it opens the page again after a reload of the window. */
  | { readonly type: 'reopening'; readonly reopening: unknown };

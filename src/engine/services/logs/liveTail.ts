import { setTimeout as delay } from 'node:timers/promises';
import { type JsonObject } from '../../json.ts';
import { eventMessage, exceptionMessage } from '../../protocols/eventStream.ts';
import { Breath } from '../../store/breath.ts';
import { type FileLogStore } from '../../store/fileLogStore.ts';
import { type LogGroup, type LogStream } from '../../store/logCatalog.ts';
import { LogFollower } from '../../store/logFollower.ts';
import { SampledQueue } from './sampledQueue.ts';

/** The pace of looks at the files; there are none while no tail is open. */
const LOOK_EVERY = 100;
/** An update is sent so often even when nothing has come. */
const UPDATE_EVERY = 1000;
const SESSION_LENGTH = 3 * 60 * 60 * 1000;

export interface LiveTailSession {
  readonly groups: readonly LogGroup[];
  readonly accountId: string;
  /** Whether a stream of this name is wanted. */
  readonly wants: (streamName: string) => boolean;
  readonly matches: (message: string) => boolean;
  /** The members of `sessionStart`. */
  readonly start: JsonObject;
  /** Aborted when the client goes away. */
  readonly signal: AbortSignal;
  /** Milliseconds; three hours unless given. */
  readonly length?: number;
}

type Tailed = LogStream & { readonly identifier: string };

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(milliseconds, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/**
 * The messages of one StartLiveTail session: what is appended to the groups' files from now on, by whichever process,
 * as soon as it is seen. It ends when the client leaves, or with `SessionTimeoutException` when its time is over.
 */
export async function* liveTail(logs: FileLogStore, session: LiveTailSession): AsyncGenerator<Uint8Array> {
  const { signal } = session;
  const streams = (): Tailed[] =>
    session.groups.flatMap((group) =>
      logs
        .streams(group)
        .filter(({ name }) => session.wants(name))
        .map((stream) => ({ ...stream, identifier: `${session.accountId}:${group.name}` })),
    );
  const follower = new LogFollower<Tailed>();
  const queue = new SampledQueue<JsonObject>();
  // Before the first word to the client: what it causes on hearing it is new.
  await follower.skip(streams());
  yield eventMessage('initial-response', {});
  yield eventMessage('sessionStart', session.start);

  const end = performance.now() + (session.length ?? SESSION_LENGTH);
  let lastUpdate = performance.now();
  while (!signal.aborted) {
    const begun = performance.now();
    if (begun >= end) {
      yield exceptionMessage('SessionTimeoutException', 'The Live Tail session has timed out.');
      return;
    }
    const breath = new Breath();
    await follower.look(streams(), async ({ name, identifier }, lines) => {
      for (const line of lines) {
        if (session.matches(line.message))
          queue.push({ ...line, logStreamName: name, logGroupIdentifier: identifier });
        if (breath.isDue) await breath.take();
      }
    });
    const looked = performance.now();
    const { events, sampled } = queue.take();
    if (events.length > 0 || looked - lastUpdate >= UPDATE_EVERY) {
      lastUpdate = looked;
      yield eventMessage('sessionUpdate', { sessionMetadata: { sampled }, sessionResults: events });
    }
    // A group with thousands of streams is looked at less often: a look's cost stays a small part of the time.
    await pause(Math.min(UPDATE_EVERY, Math.max(LOOK_EVERY, 10 * (looked - begun))), signal);
  }
}

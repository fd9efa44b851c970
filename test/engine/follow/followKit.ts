import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import type { EngineState } from '../../../src/engine/cli/state.ts';
import type { Connection } from '../../../src/connection/connection.ts';
import { SdkClients } from '../../../src/connection/sdkClients.ts';
import { thisMachine } from '../../../src/connection/place.ts';
import { follow } from '../../../src/logs/follow/follower.ts';
import type { FollowSink } from '../../../src/logs/follow/followSink.ts';
import type { FollowMode } from '../../../src/logs/follow/liveWatch.ts';
import type { LogEvent } from '../../../src/logs/follow/logSource.ts';
import type { SubjectState } from '../../../src/logs/follow/subject.ts';
import { followOptions } from '../../../src/logs/tail.ts';
import { openTarget, type OpenOptions, type TailTarget } from '../../../src/logs/tailTarget.ts';
import type { TestEngine } from '../harness.ts';

/**
 * A connection to an engine with the clients that the extension has.
 * @param endpoint where a proxy stands before it
 */
export function connectionTo(state: EngineState, signal: AbortSignal, endpoint = state.endpoint): Connection {
  const clients = new SdkClients({
    region: state.region,
    credentials: { accessKeyId: state.accessKeyId, secretAccessKey: state.secretAccessKey },
    connectionTimeout: 3000,
    endpoint: () => Promise.resolve(endpoint),
    signal,
    onWrite: () => undefined,
    onSignedOut: () => undefined,
  });
  return {
    place: thisMachine,
    key: thisMachine.kind,
    label: 'this machine',
    region: state.region,
    partition: 'aws',
    billed: false,
    identity: () => Promise.resolve({ account: state.accountId, arn: '' }),
    accountId: () => Promise.resolve(state.accountId),
    environment: () => Promise.resolve({}),
    sagemaker: () => clients.sagemaker(),
    runtime: () => clients.runtime(),
    logs: () => clients.logs(),
    s3: () => clients.s3(),
    sts: () => clients.sts(),
    cloudwatch: () => clients.cloudwatch(),
    iam: () => clients.iam(),
    quotas: () => clients.quotas(),
    ecr: () => clients.ecr(),
    pricing: () => clients.pricing(),
  };
}

/** What was heard of while something was followed. */
export interface Heard extends FollowSink {
  readonly events: LogEvent[];
  readonly modes: { mode: FollowMode; why: string | undefined }[];
  readonly notes: string[];
  readonly waits: string[];
  troubles: number;
  messages(): string[];
}

function listener(): Heard {
  const events: LogEvent[] = [];
  const modes: Heard['modes'] = [];
  const notes: string[] = [];
  const waits: string[] = [];
  return {
    events,
    modes,
    notes,
    waits,
    troubles: 0,
    messages: () => events.map(({ message }) => message),
    state({ waiting }) {
      if (waiting && waits.at(-1) !== waiting.what) waits.push(waiting.what);
    },
    lines(more) {
      for (const event of more) events.push(event);
    },
    mode: (mode, why) => void modes.push({ mode, why }),
    note: (text) => void notes.push(text),
    trouble() {
      this.troubles += 1;
    },
  };
}

/** Follows as a tail does, until the end or until `stop`. */
export function followed(connection: Connection, target: TailTarget, options?: OpenOptions) {
  const heard = listener();
  const controller = new AbortController();
  const { subject, source, note } = openTarget(connection, target, options);
  const ended = follow(subject, source, heard, followOptions(connection, controller.signal));
  const over = ended.then(
    (state): SubjectState | undefined => state,
    (error: unknown) => {
      if (!controller.signal.aborted) throw error;
      return undefined;
    },
  );
  const stop = async (): Promise<void> => {
    controller.abort();
    await over;
  };
  return { heard, over, note, stop };
}

/** Makes group and stream where they are not there, and writes lines with times of their own. */
export async function write(
  engine: TestEngine,
  logGroupName: string,
  logStreamName: string,
  lines: readonly (string | { readonly timestamp: number; readonly message: string })[],
): Promise<void> {
  const ignoreExisting = (error: unknown): void => {
    if (!(error instanceof Error) || error.name !== 'ResourceAlreadyExistsException') throw error;
  };
  await engine.logs.send(new CreateLogGroupCommand({ logGroupName })).catch(ignoreExisting);
  await engine.logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName })).catch(ignoreExisting);
  if (lines.length === 0) return;
  const now = Date.now();
  const logEvents = lines.map((line) =>
    typeof line === 'string' ? { timestamp: now, message: line } : line,
  );
  await engine.logs.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
}

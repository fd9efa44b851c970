import { validationError } from '../../http/awsError.ts';
import { text, type JsonObject } from '../../json.ts';
import { type ResourceKind, type Settling } from '../kind.ts';
import { epochSeconds, type ResourceRecord } from '../record.ts';

/** How AWS spells the statuses of a kind of job. */
export interface JobWords {
  /** Those in which work is to be done, in their order. */
  readonly active: readonly [string, ...string[]];
  readonly completed: string;
  readonly failed: string;
  readonly stopping: string;
  readonly stopped: string;
}

const WORDS: JobWords = {
  active: ['InProgress'],
  completed: 'Completed',
  failed: 'Failed',
  stopping: 'Stopping',
  stopped: 'Stopped',
};

export const CAPITALS: JobWords = {
  active: ['STARTING', 'INPROGRESS'],
  completed: 'COMPLETED',
  failed: 'FAILED',
  stopping: 'STOPPING',
  stopped: 'STOPPED',
};

/** Long enough to be seen in progress and to be stopped. */
const ACTIVE_MS = 3000;
const STOPPING_MS = 1000;

export interface JobShape {
  /** In words: `processing job`. */
  readonly label: string;
  readonly statusMember: string;
  /** The member that says when it ended. */
  readonly endMember?: string;
  readonly words?: JobWords;
  /** Members that change with each status. */
  readonly change?: (status: string, record: ResourceRecord, now: number) => JsonObject;
}

/** The reason of every job that was accepted and is of a kind that this engine does not run yet. */
function notRunReason(label: string): string {
  return `InternalServerError: The local engine does not run ${label}s yet. The request was checked and kept; nothing was run.`;
}

/**
 * Statuses of a kind of job whose work this engine does not do: it is in progress for a moment, then it has failed and
 * says why. It can be stopped before that, and deleted (where AWS can) when it has ended.
 */
export function notRun(
  shape: JobShape,
): Pick<Required<ResourceKind>, 'initialStatus' | 'statusMember' | 'settles' | 'stop'> {
  const { label, statusMember, endMember, words = WORDS, change } = shape;
  const moved = (to: string, afterMs: number, last: boolean): Settling => ({
    to,
    afterMs,
    change: (record, now) => ({
      ...(to === words.failed ? { FailureReason: notRunReason(label) } : {}),
      ...(last && endMember !== undefined ? { [endMember]: epochSeconds(now) } : {}),
      ...change?.(to, record, now),
    }),
  });
  const { active } = words;
  const settles = Object.fromEntries(
    active.map((status, index) => {
      const next = active[index + 1];
      return [status, moved(next ?? words.failed, ACTIVE_MS / active.length, next === undefined)];
    }),
  );
  return {
    initialStatus: active[0],
    statusMember,
    settles: { ...settles, [words.stopping]: moved(words.stopped, STOPPING_MS, true) },
    stop(record, { now }) {
      const status = text(record.document, statusMember) ?? '';
      if (status === words.stopping) return {};
      if (!active.includes(status)) {
        throw validationError(`The request was rejected because the ${label} is in status ${status}.`);
      }
      return { [statusMember]: words.stopping, ...change?.(words.stopping, record, now) };
    },
  };
}

/** Whether a job of these statuses has ended. */
export function hasEnded(record: ResourceRecord, statusMember: string, words: JobWords = WORDS): boolean {
  const status = text(record.document, statusMember) ?? '';
  return [words.completed, words.failed, words.stopped].includes(status);
}

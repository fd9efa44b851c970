import type { Connection } from '../connection/connection.ts';
import type { Logs } from './logs.ts';
import type { ProgressNotices } from './progress/progressNotices.ts';
import type { ForeignTerminal } from './tails.ts';

const target = (name: string) => ({ kind: 'trainingJob', name }) as const;

/** The logs of training jobs, for whoever launches them. */
export function jobLogs({ tails, launched }: Logs, notices: ProgressNotices) {
  return {
    launched: (connection: Connection, name: string) => {
      notices.launched(connection, target(name));
      launched.launched(connection, name);
    },
    show: (connection: Connection, name: string) => ({
      ended: tails.show(connection, target(name)).then(({ ended }) => ended),
    }),
    follow: (connection: Connection, name: string, into: ForeignTerminal) =>
      tails.follow(connection, target(name), into),
  };
}

/** What the rest of the engine asks of CloudWatch Logs; `services/logs` speaks the wire over it. */
export interface LogStore {
  /**
   * Makes group and stream when they are not there yet and answers the stream's file. Whoever has the file path may
   * append lines in the form of `logLine.ts`: readers and tails follow the file, not the writer.
   */
  openStream(region: string, group: string, stream: string): string;
}

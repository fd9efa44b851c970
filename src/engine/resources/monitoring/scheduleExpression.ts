import { type JsonObject, text } from '../../json.ts';

const HOUR = 3_600_000;
const CRON = /^cron\(0 (?:\*|([01]?\d|2[0-3])(?:\/(0?[1-9]|1\d|2[0-4]))?) \? \* \* \*\)$/;

/**
 * What is wrong with the schedule of a monitoring schedule.
 * @returns the complaint for a `ValidationException`, or `undefined` when there is none
 */
export function scheduleComplaint(config: JsonObject): string | undefined {
  const expression = text(config, 'ScheduleExpression') ?? '';
  if (expression === 'NOW') {
    const window = ['DataAnalysisStartTime', 'DataAnalysisEndTime'];
    const missing = window.find((member) => config[member] === undefined);
    return missing === undefined
      ? undefined
      : `${missing} is needed when the schedule expression is NOW: it says which data to analyze.`;
  }
  if (CRON.test(expression)) return undefined;
  return `The schedule expression "${expression}" is not supported: it must be NOW, cron(0 * ? * * *), cron(0 HH ? * * *) or cron(0 HH/hours ? * * *), in UTC.`;
}

/**
 * When a schedule is due next.
 * @param after milliseconds since the epoch; the answer is later than this, except for `NOW`
 * @returns milliseconds since the epoch
 * @throws RangeError for an expression that {@link scheduleComplaint} refuses
 */
export function nextDue(expression: string, after: number): number {
  if (expression === 'NOW') return after;
  const match = CRON.exec(expression);
  if (!match) throw new RangeError(`No schedule expression: ${expression}`);
  const [, first, every] = match;
  if (first === undefined) return (Math.floor(after / HOUR) + 1) * HOUR;
  // Yesterday's later runs may fall into today: 17/12 is due at 17:00 and at 05:00.
  const midnight = Math.floor(after / (24 * HOUR)) * 24 * HOUR;
  const step = Number(every ?? 24);
  for (const day of [-24, 0, 24]) {
    for (let hours = 0; hours < 24; hours += step) {
      const due = midnight + (day + Number(first) + hours) * HOUR;
      if (due > after) return due;
    }
  }
  throw new RangeError(`No schedule expression: ${expression}`);
}

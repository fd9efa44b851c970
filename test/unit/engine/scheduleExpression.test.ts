import { describe, expect, it } from 'vitest';
import { nextDue, scheduleComplaint } from '../../../src/engine/resources/monitoring/scheduleExpression.ts';

const after = (time: string, expression: string): string =>
  new Date(nextDue(expression, Date.parse(time))).toISOString();

describe('monitoring schedules are due', () => {
  it('at the full hour', () => {
    expect(after('2026-01-01T10:20:00Z', 'cron(0 * ? * * *)')).toBe('2026-01-01T11:00:00.000Z');
    expect(after('2026-01-01T10:00:00Z', 'cron(0 * ? * * *)')).toBe('2026-01-01T11:00:00.000Z');
  });
  it('once a day', () => {
    expect(after('2026-01-01T10:20:00Z', 'cron(0 12 ? * * *)')).toBe('2026-01-01T12:00:00.000Z');
    expect(after('2026-01-01T12:00:00Z', 'cron(0 12 ? * * *)')).toBe('2026-01-02T12:00:00.000Z');
  });
  it('every some hours, counted from the first over midnight', () => {
    expect(after('2026-01-01T18:00:00Z', 'cron(0 17/12 ? * * *)')).toBe('2026-01-02T05:00:00.000Z');
    expect(after('2026-01-02T05:00:00Z', 'cron(0 17/12 ? * * *)')).toBe('2026-01-02T17:00:00.000Z');
    expect(after('2026-01-01T00:30:00Z', 'cron(0 00/06 ? * * *)')).toBe('2026-01-01T06:00:00.000Z');
  });
  it('now', () => {
    expect(nextDue('NOW', 5)).toBe(5);
  });
  it('not by other expressions', () => {
    for (const ScheduleExpression of ['cron(5 * ? * * *)', 'cron(0 24 ? * * *)', 'rate(1 hour)', '']) {
      expect(scheduleComplaint({ ScheduleExpression })).toContain('is not supported');
      expect(() => nextDue(ScheduleExpression, 0)).toThrow(RangeError);
    }
  });
});

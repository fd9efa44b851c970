import type { InsightsSample } from '../../messages/insights.ts';

/** Queries to begin with. */
export const samples: readonly InsightsSample[] = [
  {
    name: 'Newest lines',
    text: 'fields @timestamp, @logStream, @message\n| sort @timestamp desc\n| limit 200',
  },
  {
    name: 'Errors',
    text: 'fields @timestamp, @logStream, @message\n| filter @message like /(?i)(error|exception|traceback|critical|fatal)/\n| sort @timestamp desc\n| limit 200',
  },
  { name: 'Lines a minute', text: 'stats count(*) as lines by bin(1m) as minute\n| sort minute asc' },
  {
    name: 'Lines by host',
    text: 'stats count(*) as lines, earliest(@timestamp) as first, latest(@timestamp) as last by @logStream\n| sort lines desc',
  },
  {
    name: 'Loss over time',
    text: 'parse @message /loss[=: ]+(?<loss>-?[0-9.]+(?:e-?[0-9]+)?)/\n| filter ispresent(loss)\n| stats avg(loss) as mean, min(loss) as lowest, max(loss) as highest by bin(1m) as minute\n| sort minute asc',
  },
  {
    name: 'Slowest steps',
    text: 'parse @message /(?<seconds>[0-9]+(?:\\.[0-9]+)?) ?(?:s|sec|seconds)\\b/\n| filter ispresent(seconds)\n| sort seconds desc\n| limit 20\n| display @timestamp, seconds, @message',
  },
  {
    name: 'A JSON field’s statistics',
    text: '# Put your field in place of "loss"\nfilter ispresent(loss)\n| stats count(*) as lines, avg(loss), min(loss), pct(loss, 50), pct(loss, 95), max(loss), stddev(loss)',
  },
  {
    name: 'Levels of JSON lines',
    text: 'stats count(*) as lines by coalesce(level, levelname, severity) as level\n| sort lines desc',
  },
];

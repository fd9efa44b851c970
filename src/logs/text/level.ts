/** How serious a line is, least first. `none` where it does not say. */
export const levels = ['none', 'trace', 'debug', 'info', 'warning', 'error', 'critical'] as const;
export type Level = (typeof levels)[number];

/** A level, and where in the line the word stands that says so, `end` exclusive. */
export interface FoundLevel {
  readonly level: Level;
  readonly start: number;
  readonly end: number;
}

const words: Readonly<Record<string, Level>> = {
  TRACE: 'trace',
  DEBUG: 'debug',
  INFO: 'info',
  NOTICE: 'info',
  SUCCESS: 'info',
  WARN: 'warning',
  WARNING: 'warning',
  ERROR: 'error',
  ERR: 'error',
  SEVERE: 'error',
  CRITICAL: 'critical',
  FATAL: 'critical',
  ALERT: 'critical',
  EMERG: 'critical',
};
const letters: Readonly<Record<string, Level>> = {
  D: 'debug',
  V: 'debug',
  I: 'info',
  W: 'warning',
  E: 'error',
  F: 'critical',
  C: 'critical',
};

/** The level by its word, in any case, or by the number that Python's logging has for it. */
export function levelNamed(name: string): Level | undefined {
  const upper = name.trim().toUpperCase();
  if (/^\d+$/.test(upper)) return numbered(Number(upper));
  return words[upper] ?? (upper === 'CRIT' ? 'critical' : upper === 'VERBOSE' ? 'debug' : undefined);
}

/** The same for a line of JSON that names it so: pino and bunyan, which write their time or process as a number, count 10 higher. */
export function levelInJson(name: string, line: string): Level | undefined {
  if (!/^\d+$/.test(name)) return levelNamed(name);
  return numbered(Number(name) - (/"(?:time|pid)"\s*:\s*\d/.test(line) ? 10 : 0));
}

function numbered(value: number): Level {
  const steps: readonly Level[] = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];
  return steps[Math.min(5, Math.max(0, Math.floor(value / 10)))] ?? 'none';
}

const word = 'TRACE|DEBUG|INFO|NOTICE|SUCCESS|WARN(?:ING)?|ERROR|SEVERE|CRITICAL|FATAL';
/** A quick look that most lines do not pass. */
const hint =
  /TRACE|DEBUG|INFO|NOTICE|SUCCESS|WARN|ERROR|SEVERE|CRITICAL|FATAL|Warning:|^[DIWEFC]\d{4} |: [IWEF] |\[(?:trace|debug|info|notice|warn|error|crit|alert|emerg|exception)|level=/;
/** What stands before the level: `[1,mpirank:0,algo-1]<stderr>:` of MPI, `(pid=12)` of Ray, `algo-1-x1 | ` of Compose. */
const rank = /^(?:\[\d+,mpirank:\d+,[^\]]*\](?:<std(?:out|err)>:)?|\([\w ,.=]{1,60}\)|[\w-]{1,60}\s+\|)\s?/;
const time = String.raw`(?:\[|\()?\d{2,4}[-/]\d{1,2}[-/]\d{1,4}[T ]\d{1,2}:\d{2}[\d:.,]*(?:Z| ?[+-]\d{2}:?\d{2})?(?:\]|\))?`;

const shapes: readonly RegExp[] = [
  // absl, glog, Kubernetes: `W1121 15:04:05.123456 140 loader.py:12] …`
  /^([DIWEFC])\d{4} \d{2}:\d{2}:\d{2}/d,
  // TensorFlow: `2026-11-21 15:04:05.123456: W external/…`
  /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+: ([IWEF]) /d,
  // Python's warnings: `/opt/ml/code/train.py:12: UserWarning: …`
  /^[^\s:]+:\d+: ([A-Z]\w*Warning): /d,
  // logging's own, uvicorn, Lightning, transformers: `WARNING:root:…`, `INFO:     …`, `[INFO|trainer.py:2128] …`
  new RegExp(`^\\[?(${word})(?=[\\s:|\\]]|$)`, 'd'),
  // log4j, loguru, DJL, DeepSpeed, gunicorn, the SageMaker toolkits: a time, a few words or brackets, then the level.
  new RegExp(`^${time}[,:]?\\s(?:[^\\s]+\\s+){0,4}?[|[(<-]{0,2}\\s*(${word})(?=[\\s:|\\])>,-]|$)`, 'd'),
  // A logger's name first: `botocore.credentials - INFO - …`, `torch.distributed WARNING: …`
  new RegExp(`^[A-Za-z_][\\w.]{0,80}(?::|\\s-|\\s\\|)?\\s\\[?(${word})\\]?(?=\\s-|:|\\s\\||\\s{2})`, 'd'),
  // NCCL: `algo-1:27:27 [0] NCCL WARN …`
  /\bNCCL (INFO|WARN|TRACE)\b/d,
  // structlog, nginx: `2026-11-21 15:04:05 [warning  ] …`
  new RegExp(
    `^(?:${time}\\s+)?\\[(trace|debug|info|notice|warn(?:ing)?|error|exception|crit(?:ical)?|alert|emerg)\\s*\\]`,
    'd',
  ),
  // logfmt: `time=… level=warning msg=…`
  /(?:^|\s)level="?([A-Za-z]+)/d,
];

/** How much of a line is looked at. Characters. */
const head = 240;

/** The level that a line's own format tells. Words in the middle of a sentence do not count. */
export function levelOf(line: string): FoundLevel | undefined {
  const text = line.length > head ? line.slice(0, head) : line;
  if (!hint.test(text)) return undefined;
  const shift = rank.exec(text)?.[0].length ?? 0;
  const rest = shift === 0 ? text : text.slice(shift);
  for (const shape of shapes) {
    const match = shape.exec(rest);
    const [start, end] = match?.indices?.[1] ?? [];
    if (match === null || start === undefined || end === undefined) continue;
    const level = levelOfWord(match[1] ?? '');
    if (level !== undefined) return { level, start: start + shift, end: end + shift };
  }
  return undefined;
}

function levelOfWord(found: string): Level | undefined {
  if (found.length === 1) return letters[found];
  if (found.endsWith('Warning')) return 'warning';
  return found === 'exception' ? 'error' : levelNamed(found);
}

const paints: Readonly<Partial<Record<Level, number>>> = {
  trace: 90,
  debug: 90,
  info: 32,
  warning: 33,
  error: 31,
  critical: 91,
};

/** The line with the word of its level in colour. */
export function paintLevel(line: string, { level, start, end }: FoundLevel): string {
  const paint = paints[level];
  if (paint === undefined) return line;
  return `${line.slice(0, start)}\u001b[${paint}m${line.slice(start, end)}\u001b[0m${line.slice(end)}`;
}

/** Whether `level` is at least `least`. What says none counts as information: so `print` is read. */
export function atLeast(level: Level, least: Level): boolean {
  return levels.indexOf(level === 'none' ? 'info' : level) >= levels.indexOf(least);
}

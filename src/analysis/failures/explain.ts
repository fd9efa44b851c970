import { quotedMessage } from './quotedMessage.ts';
import { type Cause, type CauseTable, type Condition, filled, type FixAction } from './cause.ts';

/** What is known of a failure. */
export interface Evidence {
  /** SageMaker's. */
  readonly reason?: string;
  readonly exitCode?: number;
  /** `SecondaryStatus`, or the status of what has no such. */
  readonly status?: string;
  /** What ended it, then what led to that. */
  readonly errors: readonly string[];
  /** The last lines of the host that failed, oldest first, without escape sequences. */
  readonly lines: readonly string[];
  /** What is known beside: `script`, `region`, `limit`, `instance`. */
  readonly facts: ReadonlyMap<string, string>;
}

/** A cause with its texts filled in. */
export interface Explanation {
  readonly id: string;
  readonly severity: 'error' | 'warning';
  readonly cause: string;
  readonly fixes: readonly { readonly text: string; readonly action?: FixAction }[];
  readonly locate?: { readonly file: string; readonly line: RegExp };
  readonly source: string;
}

/** What was raised says more than a line in between, and that more than a number. */
const weights = { status: 5, reason: 4, error: 4, line: 2, exitCode: 1 } as const;
/** Each further condition that holds makes it more certain, yet a line never outdoes an error. */
const further = 0.5;
/** More of what was found nobody reads in a sentence. Characters. */
const longestValue = 500;

/** What is known of the causes of a failure, the likeliest first; none when nothing is. */
export function explain(evidence: Evidence, { causes, packages }: CauseTable): Explanation[] {
  return causes
    .flatMap((cause) => {
      if (cause.ofLauncher && isToldOtherwise(cause, evidence)) return [];
      const held = cause.when.flatMap((condition) => hold(condition, evidence) ?? []);
      const best = held.toSorted((a, b) => b.weight - a.weight)[0];
      return best ? [{ cause, ...best }] : [];
    })
    .toSorted((a, b) => Number(a.cause.ofLauncher) - Number(b.cause.ofLauncher) || b.weight - a.weight)
    .map(({ cause, values }) => explanation(cause, withPackage(values, packages), evidence.facts));
}

/** Whether what ended it is another error than those that the cause is about. */
function isToldOtherwise({ when }: Cause, { errors: [ended] }: Evidence): boolean {
  return ended !== undefined && !when.some(({ error }) => error?.test(ended));
}

interface Held {
  readonly weight: number;
  readonly values: ReadonlyMap<string, string>;
}

function hold(condition: Condition, evidence: Evidence): Held | undefined {
  const { error, reason, line, exitCode, status } = condition;
  const weighed: number[] = [];
  const values = new Map<string, string>();
  const found = (weight: number, match: RegExpMatchArray | undefined | null): boolean => {
    if (!match) return false;
    weighed.push(weight);
    for (const [name, value] of Object.entries(match.groups ?? {}))
      if (typeof value === 'string')
        // Alternatives cannot share a name: `path2` is another `path`.
        values.set(name.replace(/\d$/, ''), value.trim().replace(/\s+/g, ' ').slice(0, longestValue));
    return true;
  };
  const errors = [...evidence.errors, ...reasonOf(evidence)];
  if (error && !found(weights.error, first(error, errors))) return undefined;
  if (reason && !found(weights.reason, reason.exec(evidence.reason ?? ''))) return undefined;
  if (line && !found(weights.line, first(line, evidence.lines.toReversed()))) return undefined;
  if (exitCode) {
    if (evidence.exitCode === undefined || !exitCode.includes(evidence.exitCode)) return undefined;
    weighed.push(weights.exitCode);
  }
  if (status) {
    if (evidence.status === undefined || !status.includes(evidence.status)) return undefined;
    weighed.push(weights.status);
  }
  return { weight: Math.max(0, ...weighed) + further * (weighed.length - 1), values };
}

/** Without a log the reason is all there is, and quotes the error; with one it quotes others beside it, and lines of code. */
function reasonOf({ reason, errors }: Evidence): string[] {
  if (reason === undefined) return [];
  const quoted = errors.length > 0 ? quotedMessage(reason) : undefined;
  return [quoted === undefined ? reason : reason.replace(quoted, () => '')];
}

function first(expression: RegExp, texts: readonly string[]): RegExpExecArray | undefined {
  for (const text of texts) {
    const match = expression.exec(text);
    if (match) return match;
  }
  return undefined;
}

function withPackage(values: ReadonlyMap<string, string>, packages: ReadonlyMap<string, string>) {
  const module = values.get('module');
  if (module === undefined) return values;
  const top = module.split('.')[0] ?? module;
  return new Map([...values, ['package', packages.get(module) ?? packages.get(top) ?? top]]);
}

function explanation(
  { id, severity, cause, fixes, locate, source }: Cause,
  values: ReadonlyMap<string, string>,
  facts: ReadonlyMap<string, string>,
): Explanation {
  const all = new Map([...facts, ...values]);
  const escaped = new Map(
    [...all].map(([name, value]) => [name, value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')]),
  );
  return {
    id,
    severity,
    cause: filled(cause, all),
    fixes: fixes.map(({ text, action }) => ({
      text: filled(text, all),
      ...(action && { action: filledAction(action, all) }),
    })),
    ...(locate && {
      locate: { file: filled(locate.file, all), line: new RegExp(filled(locate.line, escaped), 'i') },
    }),
    source,
  };
}

function filledAction(action: FixAction, values: ReadonlyMap<string, string>): FixAction {
  if (action.do === 'open') return { ...action, url: filled(action.url, values) };
  if (action.do === 'copy') return { ...action, text: filled(action.text, shellWords(values)) };
  if (action.do === 'require') return { ...action, package: filled(action.package, values) };
  return action;
}

/** What a log says becomes a word of the command that is copied, for a POSIX shell, and never a command of its own. */
function shellWords(values: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const word = (value: string): string =>
    /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", String.raw`'\''`)}'`;
  return new Map([...values].map(([name, value]) => [name, word(value)]));
}

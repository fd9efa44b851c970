import { formatFineDuration } from '../../analysis/text/duration.ts';
import { type Document, type LogKind, textOf, timeOf } from './kinds/logKind.ts';
import type { SubjectEnd, SubjectState } from './subject.ts';

/** What a description says about following the log of a resource. */
export function resourceState(kind: LogKind, description: object): SubjectState {
  const document = description as Document;
  const status = textOf(document, kind.status) ?? 'Unknown';
  const created = timeOf(document, 'CreationTime');
  const common = { status, arn: textOf(document, kind.arn) ?? '', ...(created !== undefined && { created }) };
  const outcome = kind.ends[status];
  if (outcome !== undefined) return { ...common, end: endOf(kind, document, outcome) };
  const step = kind.step?.(document) ?? {
    name: status,
    since: timeOf(document, 'LastModifiedTime', 'CreationTime'),
  };
  const what = kind.waits[step.name];
  if (what === undefined) return common;
  const waiting = {
    what: step.message === undefined ? what : `${what} (${step.message})`,
    untilFirstLine: kind.writing.includes(step.name),
    ...(step.since !== undefined && { since: step.since }),
  };
  return { ...common, waiting };
}

function endOf(kind: LogKind, document: Document, outcome: SubjectEnd['outcome']): SubjectEnd {
  const at = timeOf(document, ...(kind.ended ?? []));
  const said = outcome === 'failed' ? ['ExitMessage'] : [];
  const bill = kind.bill?.(document);
  const reason = textOf(document, 'FailureReason', 'FailureMessage', ...said);
  return {
    outcome,
    facts: kind.facts?.(document) ?? durationOf(kind, document, at),
    ...(at !== undefined && { at }),
    ...(reason !== undefined && { reason }),
    ...(bill && { bill }),
  };
}

function durationOf(kind: LogKind, document: Document, end: number | undefined) {
  const begin = timeOf(document, ...(kind.begun ?? []));
  if (begin === undefined || end === undefined || end < begin) return [];
  return [['Duration', formatFineDuration(end - begin)]] as const;
}

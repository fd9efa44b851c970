import { epochIn, type LineReader, sideWork } from './lineReader.ts';
import type { Mark } from './mark.ts';

const bar = /^(.*?):?\s*\d{1,3}%(?:\|[^|]*\||\s*[━╸─]{6,})\s*([\d.]+[kMG]?)\/([\d.]+[kMG]?)(?=\s|$)(.*)$/;
const rate = /[\d.]+\s*([A-Za-z]+)\/s\b|[\d.]+s\/([A-Za-z]+)/;
const richBar = /^(.*?)\s*[━╸╺][━╸╺\s]{4,}(?:(\d{1,3})%|(\d+)\/(\d+)(?=\s|$))(.*)$/;
const lightningEpoch = /^epoch\s+(\d+)$/i;
const ofTraining = /train|step|iter|batch|fit|progress|round/i;
const ofData = /^(?:B|iB|[kKMGT]i?B|bytes|examples?|files?|rows?|tokens?)$/;

/** tqdm: `Epoch 3/10:  45%|████▌     | 45/100 [00:12<00:15,  3.60it/s, loss=0.2]`; Ultralytics: `45% ━━━━━─────── 45/100 3.6it/s`. */
export const tqdm: LineReader = (line) => {
  const found = bar.exec(line);
  if (!found) return undefined;
  const [, title = '', at = '0', of = '0', behind = ''] = found;
  const [, unit, slowUnit] = rate.exec(behind) ?? [];
  return markOf(title.trim(), { at: scaled(at), of: scaled(of) }, unit ?? slowUnit ?? '');
};

/**
 * rich: `Training ━━━━━━━╸━━━━━━ 45% 0:00:10`; Lightning's of it: `Epoch 3/9 ━━━━━╸━━━━ 45/100 0:00:12 • 0:00:15 3.60it/s`,
 * where the last of ten epochs is 9.
 */
export const rich: LineReader = (line) => {
  const found = richBar.exec(line);
  if (!found) return undefined;
  const [, before = '', percent, at, of, behind = ''] = found;
  const title = before.trim();
  if (percent === undefined) {
    const [unit = ''] = /^\S+/.exec(behind.trim()) ?? [];
    const mark = markOf(title, { at: Number(at), of: Number(of) }, unit);
    const epoch = mark?.epoch;
    if (epoch?.of === undefined || !behind.includes(' • ')) return mark;
    return { ...mark, epoch: { ...epoch, of: epoch.of + 1, fromZero: true } };
  }
  if (/\bepoch\s*\d/i.test(title)) return markOf(title, { at: Number(percent), of: 100 }, '');
  // Of bars beside one another, those of parts go round and round.
  const isOfAll = title === '' || /^(?:working|train|epochs?\b|fit|progress|overall|total)/i.test(title);
  return isOfAll && !sideWork.test(title) ? { fraction: Number(percent) / 100 } : undefined;
};

/** Keras: `Epoch 3/10` alone when it begins, and `12/100 [==>....] - ETA: 5s` or `12/100 ━━━━ 5s 10ms/step`. */
export const keras: LineReader = (line) => {
  const begins = /^Epoch (\d+)\/(\d+)$/.exec(line.trim());
  if (begins) return { epoch: { at: Number(begins[1]), of: Number(begins[2]), over: false } };
  const batch = /^\s*(\d+)\/(\d+)\s*(?:\[[=>.\s]+\]|[━╸╺\s]{4,})\s*(?:-|\d+(?:s|ms|us)\b)/.exec(line);
  return batch ? { step: { at: Number(batch[1]), of: Number(batch[2]) } } : undefined;
};

/** What a bar says. @param unit of what it counts, as its rate has it */
function markOf(
  title: string,
  step: { readonly at: number; readonly of: number },
  unit: string,
): Mark | undefined {
  if (ofData.test(unit)) return undefined;
  const total = epochIn.exec(title) ?? /^(\d+)\/(\d+)\s+[\d.]+G\s/.exec(title);
  if (total) {
    const rest = title.slice(total.index + total[0].length);
    // A validation within the epoch.
    if (sideWork.test(rest) && !/train/i.test(rest)) return undefined;
    return { epoch: { at: Number(total[1]), of: Number(total[2]), over: false }, step };
  }
  const alone = lightningEpoch.exec(title);
  // Lightning and many a script count from 0 here, and do not say to where.
  if (alone) return { epoch: { at: Number(alone[1]), of: undefined, over: false }, step };
  if (/\bepochs?$/i.test(title) || /^epochs?$/i.test(unit)) return { epoch: { ...step, over: true } };
  if (title !== '' && (sideWork.test(title) || !ofTraining.test(title))) return undefined;
  return { step: { ...step, overall: true } };
}

function scaled(text: string): number {
  const factor = { k: 1e3, M: 1e6, G: 1e9 }[text.at(-1) ?? ''];
  return factor === undefined ? Number(text) : Number(text.slice(0, -1)) * factor;
}

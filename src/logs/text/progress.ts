/** A progress bar that rewrites its line: which one it is, and how far it has come. */
export interface Bar {
  /** The same for every state of one bar. */
  readonly key: string;
  /** In steps or percent; less than before when it has started over. */
  readonly at: number;
}

const counts = String.raw`([\d.]+[kKMGT]?)i?B?\s?\/\s?([\d.]+[kKMGT]?i?B?)`;
/** tqdm: `train:  45%|████▌     | 45/100 [00:01<00:02, 30.1it/s]`. */
const tqdm = new RegExp(`^(.{0,200}?)\\s*(\\d{1,3})%\\|.{0,400}?\\|\\s*${counts} \\[`);
/** tqdm that knows no end: `120it [00:04, 29.7it/s]`. */
const endless = /^(.{0,200}?)(\d+)(it|[A-Za-z]{1,12}) \[\d\d:\d\d(?::\d\d)?, /;
/** Keras: `45/100 [=====>....] - ETA: 2s`, `45/100 ━━━━━━━━━━━━━━━━━━━━ 2s 40ms/step`. */
const keras = /^\s*(\d+)\/(\d+|Unknown)\s+(?:\[[=>.]+\]|[━╸╺-]{3,})/;
/** pip and rich: `━━━━━━━━━━━━━━ 12.3/45.6 MB 10.1 MB/s`, `Working ━━━━━ 45% 0:00:10`. */
const rich = new RegExp(`^(.{0,120}?)\\s*[━╸╺]{5,}\\s*(?:${counts}|(\\d{1,3})%)`);

/**
 * What bar a line is a state of.
 * @param line without colours
 * @returns undefined for any other line
 */
export function barOf(line: string): Bar | undefined {
  if (line.length > 1024) return undefined;
  if (line.includes('%|'))
    return named('tqdm', tqdm.exec(line), ([, title, percent, , total]) => [title, percent, total]);
  const first = line.trimStart().charCodeAt(0);
  const digit = first >= 48 && first <= 57;
  if (digit) {
    const bar = named('keras', keras.exec(line), ([, at, total]) => ['', at, total]);
    if (bar) return bar;
  }
  if (line.includes('━'))
    return named('rich', rich.exec(line), ([, title, at, total, percent]) => [title, at ?? percent, total]);
  return line.includes('/s]') || line.includes('/it]') || line.includes('?it/s')
    ? named('tqdm', endless.exec(line), ([, title, at, unit]) => [title, at, unit])
    : undefined;
}

function named(
  maker: string,
  match: RegExpExecArray | null,
  parts: (match: RegExpExecArray) => readonly (string | undefined)[],
): Bar | undefined {
  if (!match) return undefined;
  const [title = '', at = '0', total = ''] = parts(match);
  // Titles count too: "Epoch 3" goes on where "Epoch 2" was, "loss 0.31" where "loss 0.32" was.
  return {
    key: `${maker} ${title.replace(/\d+(?:\.\d+)?(?:e-?\d+)?/g, '#')} ${total}`,
    at: Number.parseFloat(at),
  };
}

/** A line of another maker that rewrites itself: it begins or ends with a carriage return. */
export function rewritesItself(line: string): boolean {
  return line.startsWith('\r') || line.endsWith('\r');
}

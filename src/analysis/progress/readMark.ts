import { keras, rich, tqdm } from './barReaders.ts';
import { boosting, catboost, json, plain, pytorch, trainer } from './frameworks.ts';
import type { LineReader } from './lineReader.ts';
import type { Mark } from './mark.ts';

/** The most specific first. */
const readers: readonly LineReader[] = [json, trainer, tqdm, keras, rich, pytorch, catboost, boosting, plain];

/** What one line is read of: progress stands at its beginning. */
const longestRead = 600;
/** Colours and cursor movements: an escape, a bracket, and up to a letter. */
const escapes = new RegExp(`${String.fromCharCode(27)}\\[[0-9;?]*[A-Za-z]`, 'g');
/** Quick: most lines say nothing of the kind. */
const hint = /\d\s*(?:\/|of\b)\s*\d|%|epoch|\[\d+\]|remaining|optimization steps|"step"/i;

/** What a line says about how far the work is; undefined for what says nothing. A bar that rewrites its line counts as it ends. */
export function readMark(line: string): Mark | undefined {
  const last = line.length > longestRead * 4 ? line.slice(-longestRead * 4) : line;
  const shown = last.split('\r').findLast((part) => part.trim() !== '') ?? '';
  const text = shown.slice(0, longestRead).replace(escapes, '').trimEnd();
  if (!hint.test(text)) return undefined;
  for (const read of readers) {
    const mark = read(text);
    if (mark) return mark;
  }
  return undefined;
}

/** What one place of a path may be: a 1 for each of the 256 bytes that it takes. */
export type ByteSet = Uint8Array;

/** A part of a glob: one byte, this one or one of these; `star`, any but slashes; `folders`, none or more whole folders; `rest`, whatever follows. */
export type GlobStep = number | ByteSet | 'star' | 'folders' | 'rest';

const slash = 0x2f;

/**
 * Whether a glob takes all of a path. Never goes back behind the last star of a folder's name, nor behind the last `folders`: what
 * an earlier one could leave to it, it can take itself. So the time is bounded by the path's length times the glob's, for each
 * folder of the path, whatever stars there are: an expression of JavaScript's takes exponential time for `a*a*a*a*b`.
 * @param steps `folders` only at the beginning or behind a slash. @param path a character for each byte
 */
export function globMatches(steps: readonly GlobStep[], path: string): boolean {
  const last = steps.at(-1);
  if (
    (typeof last === 'object' || typeof last === 'number') &&
    !takes(last, path.charCodeAt(path.length - 1))
  )
    return false;
  let [step, at] = [0, 0];
  let [star, starEnd] = [-1, 0];
  let [folders, foldersEnd] = [-1, 0];
  for (;;) {
    const wanted = steps[step];
    if (wanted === 'rest' || (wanted === undefined && at === path.length)) return true;
    if (wanted === 'star') [star, starEnd] = [step, at];
    else if (wanted === 'folders') [folders, foldersEnd, star] = [step, at, -1];
    else if (wanted !== undefined && takes(wanted, path.charCodeAt(at))) at += 1;
    else if (star >= 0 && starEnd < path.length && path.charCodeAt(starEnd) !== slash) {
      starEnd += 1;
      [step, at] = [star, starEnd];
    } else {
      const end = folders < 0 ? -1 : path.indexOf('/', foldersEnd);
      if (end < 0) return false;
      foldersEnd = end + 1;
      [step, at, star] = [folders, foldersEnd, -1];
    }
    step += 1;
  }
}

/** @param byte NaN behind the end of a path, which nothing takes */
function takes(step: number | ByteSet, byte: number): boolean {
  return typeof step === 'number' ? step === byte : step[byte] === 1;
}

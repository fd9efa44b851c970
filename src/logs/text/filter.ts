import { type Level, levelNamed, levels } from './level.ts';

/** Which lines are shown: those of all that is given. */
export interface TailFilter {
  /** As it was typed, to be shown and to be changed. */
  readonly typed: string;
  /** The least level. */
  readonly level: Level | undefined;
  /** Lower case; a line must contain it, in whatever case. */
  readonly text: string | undefined;
  readonly pattern: RegExp | undefined;
}

export type ParsedFilter =
  | { readonly filter: TailFilter | undefined; readonly problem?: undefined }
  | { readonly filter?: undefined; readonly problem: string };

const levelPart = /^\s*(?:>=|≥|level:)\s*([A-Za-z]*)(?:\s+|$)/;

/**
 * What someone types as a filter: `text`, `/regular expression/flags`, `>=warning`, or a level and then one of the others.
 * @returns no filter for nothing, and what is wrong in words for what is none
 */
export function parseFilter(typed: string): ParsedFilter {
  const levelMatch = levelPart.exec(typed);
  const level = levelMatch ? levelNamed(levelMatch[1] ?? '') : undefined;
  if (levelMatch && (level === undefined || level === 'none'))
    return {
      problem: `No level is called "${levelMatch[1] ?? ''}". There are ${levels.slice(1).join(', ')}.`,
    };
  const rest = typed.slice(levelMatch?.[0].length ?? 0).trim();
  // With other letters behind the last slash it is a path.
  const slashes = /^\/(.+)\/([gimsuy]*)$/s.exec(rest);
  if (slashes) {
    const compiled = compile(slashes[1] ?? '', slashes[2] ?? '');
    if (typeof compiled === 'string') return { problem: compiled };
    return { filter: { typed: typed.trim(), level, text: undefined, pattern: compiled } };
  }
  if (rest === '' && level === undefined) return { filter: undefined };
  const text = rest === '' ? undefined : rest.toLowerCase();
  return { filter: { typed: typed.trim(), level, text, pattern: undefined } };
}

/** As the tail says it: `≥ warning`, `"loss"`, `/loss=\d+/i`. */
export function filterText({ level, text, pattern, typed }: TailFilter): string {
  const wanted = pattern
    ? String(pattern)
    : text === undefined
      ? undefined
      : `"${typed.replace(levelPart, '')}"`;
  return [level === undefined ? undefined : `≥ ${level}`, wanted]
    .filter((part) => part !== undefined)
    .join(' ');
}

function compile(source: string, flags: string): RegExp | string {
  try {
    // With `g` and `y` an expression would keep a place between two lines.
    return new RegExp(source, flags.replace(/[gy]/g, ''));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

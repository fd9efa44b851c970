/** How a piece of text is drawn. */
export interface Paint {
  /** A class: `fg-1` of the sixteen colours of the theme. */
  readonly text: string | undefined;
  readonly ground: string | undefined;
  /** CSS colours beyond those. */
  readonly textColour: string | undefined;
  readonly groundColour: string | undefined;
  /** `bold`, `faint`, `italic`, `underline`, `strike`, `inverse`. */
  readonly marks: readonly string[];
}

export interface Run {
  readonly text: string;
  readonly paint: Paint;
}

const plain: Paint = {
  text: undefined,
  ground: undefined,
  textColour: undefined,
  groundColour: undefined,
  marks: [],
};
const escape = '\\u001b';
const sequence = new RegExp(`${escape}\\[([\\d;:]*)m`, 'g');
const markOf: Readonly<Record<number, string>> = {
  1: 'bold',
  2: 'faint',
  3: 'italic',
  4: 'underline',
  7: 'inverse',
  9: 'strike',
  21: 'underline',
};
const ends: Readonly<Record<number, readonly string[]>> = {
  22: ['bold', 'faint'],
  23: ['italic'],
  24: ['underline'],
  27: ['inverse'],
  29: ['strike'],
};

/** The pieces of a line between its colour sequences ("select graphic rendition"), and how each is drawn. */
export function ansiRuns(line: string): Run[] {
  const runs: Run[] = [];
  let paint = plain;
  let at = 0;
  for (const match of line.matchAll(sequence)) {
    if (match.index > at) runs.push({ text: line.slice(at, match.index), paint: drawn(paint) });
    paint = repainted(paint, match[1] ?? '');
    at = match.index + match[0].length;
  }
  if (at < line.length) runs.push({ text: line.slice(at), paint: drawn(paint) });
  return runs;
}

/** Inverse exchanges the colours that there are; those of the page, the mark's own class does. */
function drawn(paint: Paint): Paint {
  if (!paint.marks.includes('inverse')) return paint;
  return {
    ...paint,
    text: paint.ground?.replace('bg', 'fg'),
    ground: paint.text?.replace('fg', 'bg'),
    textColour: paint.groundColour,
    groundColour: paint.textColour,
  };
}

function repainted(before: Paint, parameters: string): Paint {
  let paint = before;
  const numbers = parameters.split(/[;:]/).map(Number);
  for (let i = 0; i < numbers.length; i += 1) {
    const code = numbers[i] ?? 0;
    const mark = markOf[code];
    const ended = ends[code];
    if (code === 0) paint = plain;
    else if (mark !== undefined)
      paint = { ...paint, marks: [...paint.marks.filter((one) => one !== mark), mark] };
    else if (ended) paint = { ...paint, marks: paint.marks.filter((one) => !ended.includes(one)) };
    else if (code === 38 || code === 48) {
      const { index, rgb, length } = extended(numbers.slice(i + 1));
      paint = coloured(paint, code === 38, index, rgb);
      i += length;
    } else if (code === 39 || code === 49) paint = coloured(paint, code === 39, undefined, undefined);
    else {
      const index = themeIndex(code);
      if (index !== undefined)
        paint = coloured(paint, code < 40 || (code >= 90 && code < 100), index, undefined);
    }
  }
  return paint;
}

function themeIndex(code: number): number | undefined {
  if ((code >= 30 && code < 38) || (code >= 40 && code < 48)) return code % 10;
  return (code >= 90 && code < 98) || (code >= 100 && code < 108) ? 8 + (code % 10) : undefined;
}

function coloured(paint: Paint, isText: boolean, index: number | undefined, rgb: string | undefined): Paint {
  return isText
    ? { ...paint, text: index === undefined ? undefined : `fg-${index}`, textColour: rgb }
    : { ...paint, ground: index === undefined ? undefined : `bg-${index}`, groundColour: rgb };
}

/** What is behind 38 or 48: `5;n` of the table of 256, `2;r;g;b`. */
function extended(numbers: readonly number[]): { index?: number; rgb?: string; length: number } {
  const [kind, first = 0, second = 0, third = 0] = numbers;
  if (kind === 2)
    return { rgb: `rgb(${[first, second, third].map((part) => part & 255).join(' ')})`, length: 4 };
  if (kind !== 5) return { length: 0 };
  if (first < 16) return { index: first, length: 2 };
  if (first >= 232) {
    const grey = 8 + (Math.min(255, first) - 232) * 10;
    return { rgb: `rgb(${grey} ${grey} ${grey})`, length: 2 };
  }
  const cube = first - 16;
  const step = (part: number): number => (part === 0 ? 0 : 55 + part * 40);
  const parts = [Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map(step);
  return { rgb: `rgb(${parts.join(' ')})`, length: 2 };
}

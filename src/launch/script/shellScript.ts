import type { ScriptArgument, ScriptNote, ScriptReading } from './scriptReading.ts';

/** `${SM_HP_EPOCHS:-10}`, `$SM_HP_EPOCHS`. */
const variable = /\$(?:\{SM_HP_(\w+?)(?::?[-=]([^}\n]*))?\}|SM_HP_(\w+))/g;

const ways: readonly (readonly [RegExp, string])[] = [
  [
    /(?:^|[^\\\w])getopts?\s/,
    'The script takes its options apart itself (getopts); SageMaker passes --name value.',
  ],
  [
    /^\s*--?[\w-]+(?:\s*\|\s*--?[\w-]+)*\)/,
    'The script takes its options apart itself (case); which take a value was not read.',
  ],
  [
    /\$(?:\{[1-9]\b|[1-9])/,
    'The script takes arguments by position; SageMaker passes --name value, in the order of the names.',
  ],
];

/** What a shell script says: hyperparameters that it takes from `SM_HP_…`, and how it takes others. */
export function readShellScript(text: string): ScriptReading {
  const found = new Map<string, ScriptArgument>();
  const notes = new Map<string, ScriptNote>();
  for (const [i, whole] of text.split('\n').entries()) {
    const line = i + 1;
    const code = whole.replace(/(^|\s)#.*$/, '$1').slice(0, 2000);
    for (const [, braced, fallback, bare] of code.matchAll(variable)) {
      const name = (braced ?? bare ?? '').toLowerCase();
      if (!found.has(name)) found.set(name, toArgument(name, fallback, line));
    }
    for (const [pattern, note] of ways) {
      if (pattern.test(code) && !notes.has(note)) notes.set(note, { line, text: note });
    }
    const passed =
      /\b(?:python3?|torchrun|accelerate launch|deepspeed)\b.*?([\w./-]+\.py)\b.*(?:\$@|\$\*|\$SM_USER_ARGS)/.exec(
        code,
      );
    if (passed)
      notes.set(whole, {
        line,
        text: `The arguments go on to ${passed[1] ?? ''}: what it declares was not read.`,
      });
  }
  return {
    arguments: [...found.values()],
    notes: [...notes.values()].sort((a, b) => (a.line ?? 0) - (b.line ?? 0)),
    frameworks: [],
    metricDefinitions: [],
  };
}

function toArgument(name: string, fallback: string | undefined, line: number): ScriptArgument {
  const text = fallback?.replace(/^(["'])(.*)\1$/, '$2');
  const plain = text !== undefined && text !== '' && !/[$`]/.test(text);
  const number = plain && /^-?\d+(?:\.\d+)?(?:e-?\d+)?$/i.test(text) ? Number(text) : undefined;
  return {
    name,
    type:
      number === undefined ? 'text' : Number.isInteger(number) && !/[.e]/i.test(text ?? '') ? 'int' : 'float',
    required: fallback === undefined,
    ...(plain && { default: number ?? text }),
    ...(text !== undefined && /[$`]/.test(text) && { defaultExpression: text }),
    passing: `The script reads SM_HP_${name.toUpperCase()}: capitals and dashes of the name are a guess.`,
    origin: 'environment',
    line,
  };
}

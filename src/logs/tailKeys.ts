/** What a key in a tail's terminal asks for. */
export type TailKey =
  | 'filter'
  | 'showAll'
  | 'timestamps'
  | 'host'
  | 'copyError'
  | 'stop'
  | 'resume'
  | 'save'
  | 'document'
  | 'help';

const keys: Readonly<Partial<Record<string, TailKey>>> = {
  f: 'filter',
  '/': 'filter',
  c: 'showAll',
  t: 'timestamps',
  h: 'host',
  e: 'copyError',
  r: 'resume',
  s: 'save',
  o: 'document',
  '?': 'help',
  '\u0003': 'stop',
};

/** How a terminal answers when it has drawn all that it was sent. */
const answer = '\u001b[0n';

/** The keys as the help line names them. */
export const keysHelp =
  'f filter · c show all · t timestamps · h host · e copy last error · s save log · o open as document · Ctrl+C stop · r resume';

/** What a terminal sends: answers to questions, and keys. What is pasted is none. */
export function readKeys(data: string): { readonly answers: number; readonly keys: readonly TailKey[] } {
  const parts = data.split(answer);
  const typed = parts.join('');
  const key = keys[typed];
  // A stop counts however much is typed around it.
  const stops = typed.includes('\u0003') ? (['stop'] as const) : [];
  return { answers: parts.length - 1, keys: key === undefined ? stops : [key] };
}

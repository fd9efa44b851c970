import type { Token } from './tokens.ts';

/** A call's arguments as token runs: by position, and by name. `*args` and `**more` are left out. */
export interface CallArguments {
  readonly positional: readonly (readonly Token[])[];
  readonly named: ReadonlyMap<string, readonly Token[]>;
}

/** The arguments of the call whose `(` is at `open`; an unclosed call ends with the source. */
export function readCall(tokens: readonly Token[], open: number): CallArguments {
  const positional: Token[][] = [];
  const named = new Map<string, Token[]>();
  for (const run of splitArguments(tokens, open)) {
    const [first, second] = run;
    if (first?.kind === 'name' && second?.text === '=') named.set(first.text, run.slice(2));
    else if (first && first.text !== '*' && first.text !== '**') positional.push(run);
  }
  return { positional, named };
}

function splitArguments(tokens: readonly Token[], open: number): Token[][] {
  const runs: Token[][] = [];
  let run: Token[] = [];
  let depth = 0;
  for (const token of tokens.slice(open)) {
    const bracket = token.kind === 'operator' ? token.text : '';
    if ('([{'.includes(bracket) && bracket !== '') {
      depth += 1;
      if (depth === 1) continue;
    } else if (')]}'.includes(bracket) && bracket !== '') {
      depth -= 1;
      if (depth === 0) break;
    } else if (bracket === ',' && depth === 1) {
      runs.push(run);
      run = [];
      continue;
    }
    run.push(token);
  }
  runs.push(run);
  return runs.filter((r) => r.length > 0);
}

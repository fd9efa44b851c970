import { readCall, type CallArguments } from './python/calls.ts';
import { readLiteral, type Literal } from './python/literals.ts';
import { tokenize, type Token } from './python/tokens.ts';

export type ArgumentType = 'text' | 'int' | 'float' | 'bool';

/** One `add_argument` call of a script, as far as it can be read without running it. */
export interface ScriptArgument {
  /** What a hyperparameter is called: the option without its dashes, `batch-size`. */
  readonly name: string;
  readonly type: ArgumentType;
  /** Absent when there is none, when it is `None`, or when only running the script would tell. */
  readonly default?: Literal;
  /** The default as it is written when it is no literal: `os.environ["SM_CHANNEL_TRAIN"]`. */
  readonly defaultExpression?: string;
  readonly choices?: readonly (string | number)[];
  readonly help?: string;
  readonly required: boolean;
  /** Why a hyperparameter cannot set it: SageMaker passes `--name value` for each, never a flag alone. */
  readonly unsettable?: string;
}

const types: Readonly<Record<string, ArgumentType>> = { int: 'int', float: 'float', bool: 'bool' };

/** The arguments that a script declares with argparse, in the order of the source. Never runs the script, never throws. */
export function readArguments(source: string): ScriptArgument[] {
  const tokens = tokenize(source);
  const found = new Map<string, ScriptArgument>();
  tokens.forEach((token, i) => {
    if (token.text !== 'add_argument' || tokens[i - 1]?.text !== '.' || tokens[i + 1]?.text !== '(') return;
    const argument = toArgument(readCall(tokens, i + 1), source);
    if (argument && !found.has(argument.name)) found.set(argument.name, argument);
  });
  return [...found.values()];
}

function toArgument(call: CallArguments, source: string): ScriptArgument | undefined {
  const flags = call.positional.map(readLiteral).filter((flag) => typeof flag === 'string');
  const [first] = flags;
  if (first === undefined) return undefined;
  const option = chooseOption(flags);
  const positional = !first.startsWith('-');
  const named = (name: string): Literal | undefined => literalOf(call.named.get(name));
  const choices = named('choices');
  const help = named('help');
  const written = call.named.get('default');
  const literal = literalOf(written);
  const unsettable = whyUnsettable(call, positional, option === undefined);
  return {
    name: option ?? first.replace(/^-+/, ''),
    type: types[call.named.get('type')?.[0]?.text ?? ''] ?? 'text',
    required: named('required') === true || (positional && call.named.get('nargs') === undefined),
    ...(literal !== undefined && literal !== null && { default: literal }),
    ...(written && literal === undefined && { defaultExpression: sourceOf(written, source) }),
    ...(Array.isArray(choices) && {
      choices: choices.filter((c) => typeof c === 'string' || typeof c === 'number'),
    }),
    ...(typeof help === 'string' && help !== '' && { help }),
    ...(unsettable !== undefined && { unsettable }),
  };
}

/** The spelling that SageMaker uses: `--name` for long names, `-n` for one character. */
function chooseOption(flags: readonly string[]): string | undefined {
  const long = flags.find((flag) => /^--[^-]./.test(flag));
  const short = flags.find((flag) => /^-[^-]$/.test(flag));
  return (long ?? short)?.replace(/^-+/, '');
}

function whyUnsettable(call: CallArguments, positional: boolean, noOption: boolean): string | undefined {
  if (positional) return 'a positional argument, and SageMaker passes options only';
  if (noOption) return 'SageMaker spells options --name, or -n for one letter';
  const action = call.named.get('action');
  const spelled = literalOf(action) ?? action?.at(-1)?.text;
  if (typeof spelled !== 'string' || spelled === 'store' || spelled === 'append' || spelled === 'extend')
    return undefined;
  return `${spelled} takes no value, and SageMaker always passes one`;
}

function literalOf(tokens: readonly Token[] | undefined): Literal | undefined {
  return tokens && readLiteral(tokens);
}

function sourceOf(tokens: readonly Token[], source: string): string {
  return source.slice(tokens[0]?.start, tokens.at(-1)?.end).replace(/\s+/g, ' ');
}

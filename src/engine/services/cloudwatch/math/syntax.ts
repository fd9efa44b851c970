import { validation } from '../errors.ts';

/** A metric math expression, read. */
export type Node =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'list'; readonly items: readonly Node[] }
  | { readonly kind: 'negative'; readonly operand: Node }
  | { readonly kind: 'call'; readonly name: string; readonly operands: readonly Node[] }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Node; readonly right: Node };

const TOKEN =
  /\s*(?:(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+)|"([^"]*)"|'([^']*)'|([A-Za-z_]\w*)|([=!<>]=|&&|\|\||\S))/g;
const MOST_DEPTH = 50;
/** Logical operators may be words; an id begins with a small letter. */
const WORDS: Readonly<Record<string, string>> = { AND: '&&', OR: '||' };

interface Token {
  readonly kind: 'number' | 'text' | 'word' | 'symbol';
  readonly text: string;
}

function tokensOf(expression: string): Token[] {
  return [...expression.matchAll(TOKEN)].map(([, digits, double, single, word, symbol]) => {
    if (digits !== undefined) return { kind: 'number', text: digits };
    const quoted = double ?? single;
    if (quoted !== undefined) return { kind: 'text', text: quoted };
    const operator = symbol ?? WORDS[word ?? ''];
    return operator === undefined ? { kind: 'word', text: word ?? '' } : { kind: 'symbol', text: operator };
  });
}

/** Reads arithmetic, comparisons, lists, strings, calls and ids: `^` binds closest, then signs, `* /`, `+ -`, `< == …`, `&&`, `||`. */
class MathParser {
  readonly #tokens: readonly Token[];
  readonly #fail: (why: string) => Error;
  #at = 0;
  #depth = 0;

  constructor(expression: string, fail: (why: string) => Error) {
    this.#tokens = tokensOf(expression);
    this.#fail = fail;
  }

  parse(): Node {
    const node = this.#whole();
    if (this.#at < this.#tokens.length) throw this.#unexpected();
    return node;
  }

  #unexpected(): Error {
    return this.#fail(`unexpected ${this.#tokens[this.#at]?.text ?? 'end'}`);
  }

  #take(...symbols: readonly string[]): string | undefined {
    const next = this.#tokens[this.#at];
    if (next?.kind !== 'symbol' || !symbols.includes(next.text)) return undefined;
    this.#at += 1;
    return next.text;
  }

  #chain(operand: () => Node, ...symbols: readonly string[]): Node {
    let left = operand();
    for (let count = 0; ; count++) {
      const operator = this.#take(...symbols);
      if (operator === undefined) return left;
      // Left sides nest, too.
      if (count > MOST_DEPTH * 20) throw this.#fail('it is too long');
      left = { kind: 'binary', operator, left, right: operand() };
    }
  }

  #whole(): Node {
    if (++this.#depth > MOST_DEPTH) throw this.#fail('it is nested too deep');
    const sum = () => this.#chain(() => this.#chain(() => this.#signed(), '*', '/'), '+', '-');
    const compared = () => this.#chain(sum, '==', '!=', '<=', '>=', '<', '>');
    const node = this.#chain(() => this.#chain(compared, '&&'), '||');
    this.#depth -= 1;
    return node;
  }

  #signed(): Node {
    let isNegative = false;
    for (let sign = this.#take('-', '+'); sign !== undefined; sign = this.#take('-', '+'))
      isNegative = isNegative !== (sign === '-');
    const operand = this.#power();
    return isNegative ? { kind: 'negative', operand } : operand;
  }

  #power(): Node {
    const left = this.#operand();
    if (!this.#take('^')) return left;
    if (++this.#depth > MOST_DEPTH) throw this.#fail('it is nested too deep');
    const right = this.#signed();
    this.#depth -= 1;
    return { kind: 'binary', operator: '^', left, right };
  }

  #operand(): Node {
    if (this.#take('(')) {
      const inner = this.#whole();
      if (!this.#take(')')) throw this.#unexpected();
      return inner;
    }
    if (this.#take('[')) return { kind: 'list', items: this.#items(']') };
    const next = this.#tokens[this.#at];
    if (!next || next.kind === 'symbol') throw this.#unexpected();
    this.#at += 1;
    if (next.kind === 'number') return { kind: 'number', value: Number(next.text) };
    if (next.kind === 'text') return { kind: 'text', value: next.text };
    if (this.#take('(')) return { kind: 'call', name: next.text.toUpperCase(), operands: this.#items(')') };
    return { kind: 'id', id: next.text };
  }

  #items(end: string): Node[] {
    const items: Node[] = [];
    if (this.#take(end)) return items;
    do items.push(this.#whole());
    while (this.#take(','));
    if (!this.#take(end)) throw this.#unexpected();
    return items;
  }
}

/** @throws AwsError `ValidationError` for what is no expression, or has parts that are not here (SEARCH …) */
export function readMath(id: string, expression: string): Node {
  return new MathParser(expression, (why) => validation(`Error in expression '${id}': ${why}`)).parse();
}

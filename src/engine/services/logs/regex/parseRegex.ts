import { characterSet } from './characterSet.ts';
import { type ParsedRegex, type RegexNode } from './nodes.ts';

const MOST_DEPTH = 50;
const MOST_COUNT = 1000;

const CLASS = /\[\^?\]?(?:[^\]\\]|\\.)*\]/sy;
const ESCAPE = /\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|.)/sy;
const COUNT = /(?:([*+?])|\{(\d{1,4})(,(\d{0,4}))?\})([?+]?)/y;
const GROUP = /\((?:\?(?:(:)|P?<([A-Za-z][A-Za-z0-9_]*)>|([ims]*)(-[ims]+)?(\)|:)))?/y;

/** Reads an expression from left to right; what no linear matcher can do is refused by name. */
class RegexParser {
  readonly #source: string;
  readonly #groups: (string | undefined)[] = [];
  #at = 0;
  #depth = 0;
  #ignoreCase = false;
  #dotAll = false;

  constructor(source: string) {
    this.#source = source;
  }

  parse(): ParsedRegex {
    const node = this.#choice();
    if (this.#at < this.#source.length) throw new SyntaxError('a ")" has no "("');
    return { node, groups: this.#groups };
  }

  #choice(): RegexNode {
    const nodes = [this.#sequence()];
    while (this.#source[this.#at] === '|') {
      this.#at += 1;
      nodes.push(this.#sequence());
    }
    return nodes.length === 1 && nodes[0] ? nodes[0] : { kind: 'choice', nodes };
  }

  #sequence(): RegexNode {
    const nodes: RegexNode[] = [];
    while (this.#at < this.#source.length) {
      const next = this.#source[this.#at];
      if (next === '|' || next === ')') break;
      const atom = this.#atom();
      if (atom) nodes.push(this.#repeated(atom));
    }
    return { kind: 'sequence', nodes };
  }

  /** Undefined for what stands for no text: `(?i)`. */
  #atom(): RegexNode | undefined {
    const next = this.#source[this.#at] ?? '';
    if (next === '(') return this.#group();
    if ('*+?'.includes(next)) throw new SyntaxError(`nothing stands before "${next}"`);
    if (next === '^' || next === '$') {
      this.#at += 1;
      return { kind: 'assertion', what: next === '^' ? 'start' : 'end' };
    }
    if (next === '[') {
      const atom = this.#take(CLASS)?.[0];
      if (atom === undefined) throw new SyntaxError('a "[" is not closed');
      return { kind: 'character', takes: characterSet(atom, this.#ignoreCase, false) };
    }
    if (next === '\\') return this.#escape();
    this.#at += 1;
    if (next === '.') return { kind: 'character', takes: characterSet('.', false, this.#dotAll) };
    return this.#literal(next);
  }

  #literal(text: string): RegexNode {
    const code = text.charCodeAt(0);
    if (!this.#ignoreCase) return { kind: 'character', takes: (found) => found === code, literal: text };
    const atom = text.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
    return { kind: 'character', takes: characterSet(atom, true, false) };
  }

  #escape(): RegexNode {
    const atom = this.#take(ESCAPE)?.[0];
    if (atom === undefined) throw new SyntaxError('a backslash stands at the end');
    if (atom === '\\b' || atom === '\\B')
      return { kind: 'assertion', what: atom === '\\b' ? 'boundary' : 'noBoundary' };
    if (atom === '\\A' || atom === '\\z' || atom === '\\Z')
      return { kind: 'assertion', what: atom === '\\A' ? 'start' : 'end' };
    if (/^\\[1-9k]/.test(atom)) throw new SyntaxError(`${atom}: references back are not supported`);
    if (/^\\[dDsSwWtnrfvxu0]/.test(atom))
      return { kind: 'character', takes: characterSet(atom, this.#ignoreCase, false) };
    if (/^\\[A-Za-z]/.test(atom)) throw new SyntaxError(`${atom} is not supported`);
    return this.#literal(atom.slice(1));
  }

  #group(): RegexNode | undefined {
    const opened = this.#take(GROUP);
    const [whole = '', , name, on, off, end] = opened ?? [];
    if (this.#source[this.#at] === '?' && whole === '(')
      throw new SyntaxError('looking ahead or behind is not supported');
    if (end !== undefined) this.#setFlags(on ?? '', off ?? '');
    if (end === ')') return undefined;
    if (++this.#depth > MOST_DEPTH) throw new SyntaxError('groups are nested too deep');
    const captures = whole === '(' || name !== undefined;
    const index = captures ? this.#groups.push(name) : 0;
    const node = this.#choice();
    if (this.#source[this.#at] !== ')') throw new SyntaxError('a "(" is not closed');
    this.#at += 1;
    this.#depth -= 1;
    return captures ? { kind: 'group', node, index } : node;
  }

  #setFlags(on: string, off: string): void {
    if (`${on}${off}`.includes('m')) throw new SyntaxError('(?m) is not supported');
    if (on.includes('i')) this.#ignoreCase = true;
    if (off.includes('i')) this.#ignoreCase = false;
    if (on.includes('s')) this.#dotAll = true;
    if (off.includes('s')) this.#dotAll = false;
  }

  #repeated(node: RegexNode): RegexNode {
    const count = this.#take(COUNT);
    if (!count) return node;
    const [, sign, low, range, high, way] = count;
    if (way === '+') throw new SyntaxError('counts that give nothing back ("*+") are not supported');
    const least = sign === undefined ? Number(low) : sign === '+' ? 1 : 0;
    const open = sign === undefined ? range !== undefined && (high ?? '') === '' : sign !== '?';
    const most = open ? Infinity : sign === '?' ? 1 : range === undefined ? least : Number(high);
    if (most < least) throw new SyntaxError('a count is out of order');
    if (least > MOST_COUNT || (most !== Infinity && most > MOST_COUNT))
      throw new SyntaxError('a count is too large');
    return { kind: 'repeat', node, least, most, lazy: way === '?' };
  }

  #take(expression: RegExp): RegExpExecArray | undefined {
    expression.lastIndex = this.#at;
    const found = expression.exec(this.#source);
    if (!found) return undefined;
    this.#at = expression.lastIndex;
    return found;
  }
}

/**
 * Takes an expression apart: literals, classes, groups (numbered and named), alternatives, counts, anchors, word
 * boundaries, and `(?i)` and `(?s)` from where they stand.
 * @throws SyntaxError with what is wrong or not supported
 */
export function parseRegex(source: string): ParsedRegex {
  return new RegexParser(source).parse();
}

import { type Json } from '../../../json.ts';
import { holds } from './condition.ts';
import { output } from './filters.ts';
import { type Piece, pieces, type Tag } from './pieces.ts';
import { LiquidError, type Scope, valueOf } from './value.ts';

/** A template that grows without end is cut off here; AWS has limits too. */
const MAX_LENGTH = 8 * 1024 * 1024;
const MAX_DEPTH = 50;
/** Of what stands between braces, in characters. */
const MAX_EXPRESSION = 2000;

export interface Rendered {
  readonly content: string;
  /** What could not be rendered, in the order of the template. */
  readonly errors: readonly string[];
}

class Renderer {
  readonly errors: string[] = [];
  readonly #pieces: readonly Piece[];
  #at = 0;
  #length = 0;

  constructor(template: string) {
    this.#pieces = pieces(template);
  }

  /** Renders to the end or to one of the tags named, which is answered; `quiet` goes over a part without rendering. */
  block(scope: Record<string, Json>, ends: readonly string[], quiet: boolean, depth: number): [string, Tag?] {
    let text = '';
    if (depth > MAX_DEPTH) throw new LiquidError('Nesting too deep.');
    while (this.#at < this.#pieces.length) {
      const piece = this.#pieces[this.#at++] ?? '';
      if (typeof piece !== 'string' && 'name' in piece && ends.includes(piece.name)) return [text, piece];
      const added = this.#piece(piece, scope, quiet, depth);
      // Each piece counts: a loop that prints nothing ends too.
      this.#length += added.length + 1;
      if (this.#length > MAX_LENGTH) throw new LiquidError('Memory limits exceeded.');
      text += added;
    }
    if (ends.length > 0) throw new LiquidError(`"${ends.at(-1) ?? ''}" is missing.`);
    return [text];
  }

  #piece(piece: Piece, scope: Record<string, Json>, quiet: boolean, depth: number): string {
    if (typeof piece === 'string') return quiet ? '' : piece;
    const size = 'output' in piece ? piece.output.length : piece.rest.length;
    if (size > MAX_EXPRESSION) throw new LiquidError('An expression is too long.');
    if ('output' in piece) return quiet ? '' : this.#try(() => output(piece.output, scope));
    if (piece.name === 'if' || piece.name === 'unless') return this.#if(piece, scope, quiet, depth);
    if (piece.name === 'for') return this.#for(piece, scope, quiet, depth);
    if (piece.name === 'comment') return this.block(scope, ['endcomment'], true, depth + 1)[0];
    if (piece.name === 'assign') {
      const [, name, value] = /^([A-Za-z_]\w*)\s*=\s*(.+)$/s.exec(piece.rest) ?? [];
      if (!quiet && name !== undefined && value !== undefined) {
        return this.#try(() => {
          scope[name] = valueOf(value, scope);
          return '';
        });
      }
      if (quiet) return '';
    }
    return this.#try(() => {
      throw new LiquidError(`The tag "${piece.name}" is not known, or not here.`);
    });
  }

  #if(tag: Tag, scope: Record<string, Json>, quiet: boolean, depth: number): string {
    let text = '';
    let done = quiet;
    let branch: Tag | undefined = tag;
    while (branch && !branch.name.startsWith('end')) {
      const { name, rest } = branch;
      const takes = !done && this.#holds(name, rest, scope);
      const ends = ['elsif', 'else', `end${tag.name}`];
      const [inner, end]: [string, Tag?] = this.block(scope, ends, !takes, depth + 1);
      text += inner;
      done ||= takes;
      branch = end;
    }
    return text;
  }

  #holds(name: string, condition: string, scope: Scope): boolean {
    if (name === 'else') return true;
    let result = false;
    this.#try(() => {
      result = holds(condition, scope) !== (name === 'unless');
      return '';
    });
    return result;
  }

  #for(tag: Tag, scope: Record<string, Json>, quiet: boolean, depth: number): string {
    const start = this.#at;
    const [, name = '', path = ''] = /^([A-Za-z_]\w*)\s+in\s+(\S+)$/.exec(tag.rest) ?? [];
    let items: Json[] = [];
    if (!quiet) {
      this.#try(() => {
        const value = valueOf(path, scope);
        items = Array.isArray(value) ? value : [];
        return '';
      });
    }
    let text = '';
    items.forEach((item, index) => {
      this.#at = start;
      const forloop = {
        index: index + 1,
        index0: index,
        first: index === 0,
        last: index === items.length - 1,
      };
      text += this.block({ ...scope, [name]: item, forloop }, ['endfor'], false, depth + 1)[0];
    });
    if (items.length === 0) this.block(scope, ['endfor'], true, depth + 1);
    return text;
  }

  #try(work: () => string): string {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof LiquidError)) throw error;
      this.errors.push(error.message);
      return '';
    }
  }
}

/**
 * Renders a worker template in the part of Liquid that such templates use: outputs with filters, `if`, `unless`,
 * `for`, `assign` and `comment`. What it does not know it lists among the errors and leaves out.
 */
export function renderLiquid(template: string, scope: Scope): Rendered {
  const renderer = new Renderer(template);
  try {
    const [content] = renderer.block({ ...scope }, [], false, 0);
    return { content, errors: renderer.errors };
  } catch (error) {
    if (!(error instanceof LiquidError)) throw error;
    return { content: '', errors: [...renderer.errors, error.message] };
  }
}

import type { ProgramError } from './programError.ts';
import { PytestErrors } from './pytestErrors.ts';

const shell = /^(?:\S*\/)?([\w.-]+\.(?:sh|bash)): (?:line )?(\d+): (\S.*)$/;
const usage = /^usage: /i;
/** Argparse's, in the name that the parser was given; without a usage before it, only a script's. */
const argparse = /^[^\s:][^:]{0,200}: error: .+/;
const ofScript = /^[\w.-]+\.py: error: /;
const click = /^Error: \S.*/;
/** Typer's box: `│ No such option: --lr                 │`. */
const boxed = /^[│|] (\S.*?)\s*[│|]$/;
/** Absl's, and Fire's. */
const flags = /^(?:FATAL Flags parsing error|ERROR: Could not consume arg): .+/;
/** Spark runs on Java; R says the call before it. */
const java = /^Exception in thread "[^"]{0,100}" (\S.*)$/;
const r = /^Error in [^:]{1,200} : .+/;
/** What Hydra finds wrong with a configuration, which it prints without a traceback. */
const hydra =
  /^(?:In '[^']{1,200}': Could not (?:find|load) '.+|Could not (?:override '|append to config).+|Error merging override .+|Primary config (?:module|directory) '.+' not found.*)$/;
/** C++: what was thrown, and what that says of itself. */
const thrown = /^terminate called after throwing an instance of '([^']{1,500})'$/;
const what = /^ {2}what\(\): +(\S.*)$/;
/** Argparse prints all options first, one a line or more; click a line of advice. */
const mostUsage = { argparse: 300, click: 6 };

/** What stands alone, without a traceback of Python: what shells and other languages say, and parsers of arguments. */
export class LoneErrors {
  #usageAt = -Infinity;
  #thrown: string | undefined;
  readonly #pytest = new PytestErrors();

  read(text: string, index: number): ProgramError | undefined {
    if (usage.test(text)) this.#usageAt = index;
    const [, file = '', line = '', message = ''] = shell.exec(text) ?? [];
    if (file !== '') return { frames: [{ file, line: Number(line) }], error: message, group: [] };
    const tested = this.#pytest.read(text);
    if (tested) return tested;
    const error =
      this.#ofNative(text) ??
      (hydra.test(text) ? text : undefined) ??
      java.exec(text)?.[1] ??
      (r.test(text) ? text : undefined) ??
      this.#ofArguments(text, index - this.#usageAt);
    return error === undefined ? undefined : { frames: [], error, group: [] };
  }

  /** What it says of itself replaces that it was thrown: the last one of several counts. */
  #ofNative(text: string): string | undefined {
    const type = this.#thrown;
    this.#thrown = thrown.exec(text)?.[1];
    if (this.#thrown !== undefined) return `C++ exception: ${this.#thrown}`;
    const words = what.exec(text)?.[1];
    return type === undefined || words === undefined ? undefined : `${type}: ${words}`;
  }

  #ofArguments(text: string, below: number): string | undefined {
    if (ofScript.test(text) || flags.test(text)) return text;
    if (below <= mostUsage.argparse && argparse.test(text)) return text;
    if (below > mostUsage.click) return undefined;
    if (click.test(text)) return text;
    const within = boxed.exec(text)?.[1];
    if (within === undefined) return undefined;
    // Its further lines go on with it.
    this.#usageAt = -Infinity;
    return `Error: ${within}`;
  }
}

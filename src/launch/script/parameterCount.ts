import type { PythonModule } from './python/module.ts';
import { stringValue } from './python/strings.ts';
import type { ParameterCountGuess } from './scriptReading.ts';

/** `7b`, `1.5B`, `350M`, `8x7B` between separators of a model's name. */
const size = /(?:^|[-_/.])(?:(\d+)x)?(\d+(?:\.\d+)?)([bm])(?=$|[-_.:])/i;
const model = /^[\w.-]+\/[\w.-]+$/;

/** The size in the name of a model that the script names, the largest; only names like `owner/model-7b` count. */
export function guessParameterCount(module: PythonModule): ParameterCountGuess | undefined {
  let best: ParameterCountGuess | undefined;
  for (const match of module.text.matchAll(/(["'])([\w.-]{1,96}\/[\w.-]{1,96})\1/g)) {
    const name = stringValue(match[0]);
    const found = name !== undefined && model.test(name) ? size.exec(name) : null;
    if (name === undefined || !found) continue;
    const [, experts = '1', count = '', unit = ''] = found;
    const parameters = Number(experts) * Number(count) * (unit.toLowerCase() === 'b' ? 1e9 : 1e6);
    if (!best || parameters > best.parameters)
      best = { parameters, from: name, line: module.lineAt(match.index) };
  }
  return best;
}

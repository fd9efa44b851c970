/**
 * Measures what the project promises and prints it; exit code 1 when a promise is not kept.
 * `node test/bench/run.ts [bundles] [activation] [engine] [explorer] [launch] [logs] [log-document]`, all of them by default.
 */
import { activation } from './activation.ts';
import { bundles } from './bundles.ts';
import { engine } from './engine.ts';
import { launch } from './launch.ts';
import { logs } from './logs.ts';
import { explorer } from './explorer.ts';
import { wholeLog } from './wholeLog.ts';

const all: Readonly<Record<string, () => Promise<boolean> | boolean>> = {
  bundles,
  activation,
  engine,
  explorer,
  launch,
  logs,
  'log-document': wholeLog,
};

const wanted = process.argv.slice(2);
for (const name of wanted.length > 0 ? wanted : Object.keys(all)) {
  const measure = all[name];
  if (!measure) throw new Error(`There is no benchmark "${name}"; there are ${Object.keys(all).join(', ')}.`);
  if (!(await measure())) process.exitCode = 1;
}

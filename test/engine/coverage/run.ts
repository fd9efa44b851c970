// `npm run engine:coverage`: which of SageMaker's operations work, told from running them. `-- --only WORD`, `-- --seed N`.
import { parseArgs } from 'node:util';
import { startEngine } from '../harness.ts';
import { familiesByOperation } from './families.ts';
import { ENGINE_ARGS, measure } from './measure.ts';
import { count, PROMISED, table } from './table.ts';

const { values } = parseArgs({ options: { only: { type: 'string' }, seed: { type: 'string' } } });
const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed);
const engine = await startEngine(...ENGINE_ARGS);
try {
  const started = Date.now();
  const { outcomes } = await measure(engine, seed, values.only);
  const shown = values.only === undefined ? outcomes : outcomes.filter(({ state }) => state !== 'unproven');
  console.log(table(shown, await familiesByOperation()));
  console.log(`Seed ${seed}, ${((Date.now() - started) / 1000).toFixed(1)} s.`);
  process.exitCode = values.only === undefined && count(outcomes, 'proven') < PROMISED ? 1 : 0;
} finally {
  await engine.stop();
}

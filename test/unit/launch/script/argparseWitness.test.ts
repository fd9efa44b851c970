import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readScript } from '../../../../src/launch/script/readScript.ts';

const folder = join(import.meta.dirname, '../../../fixtures/scripts');
const scripts = [
  '01_mnist_argparse.py',
  '02_groups.py',
  '03_subparsers.py',
  '04_booleans.py',
  '05_parents.py',
  '06_known_args.py',
  '33_put_together.py',
  '38_one_variable.py',
];

interface Witness {
  readonly script: string;
  readonly arguments: readonly {
    readonly flags: readonly string[];
    readonly default: unknown;
    readonly type: string | null;
    readonly choices: readonly unknown[] | null;
    readonly required: boolean;
    readonly command: string;
  }[];
}

function witnesses(): Witness[] {
  const paths = scripts.map((name) => join(folder, name));
  // Its absence fails the test: without Python nothing says that the readings are true.
  const output = execFileSync('python3', [join(import.meta.dirname, 'witness.py'), ...paths], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  return output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Witness);
}

describe('readScript against the real argparse', () => {
  it('finds the same arguments, types, choices and defaults', () => {
    const found = witnesses();
    expect(found.map(({ script }) => script)).toEqual(scripts);
    for (const { script, arguments: real } of found) {
      const read = readScript(readFileSync(join(folder, script), 'utf8'), script).arguments;
      // An argument of several commands is read once.
      const pairs = read.flatMap((one) =>
        (one.command ?? '').split(', ').map((command) => `${command} ${one.name}`),
      );
      const names = real.map(({ flags, command }) => `${command} ${nameOf(flags)}`);
      expect(pairs.sort(), script).toEqual(names.sort());
      for (const one of real) {
        const mine = read.find(
          ({ name, command = '' }) => name === nameOf(one.flags) && command.split(', ').includes(one.command),
        );
        const label = `${script} ${nameOf(one.flags)}`;
        if (mine?.defaultExpression === undefined)
          expect(mine?.default ?? null, label).toEqual(zeroless(one.default));
        if (one.type === 'int' || one.type === 'float') expect(mine?.type, label).toBe(one.type);
        if (one.type === 'str') expect(mine?.type, label).toBe('text');
        expect(mine?.choices ?? null, label).toEqual(one.choices);
        expect(mine?.required, label).toBe(one.required);
      }
    }
  }, 90_000);
});

/** As SageMaker would spell it, else the first. */
function nameOf(flags: readonly string[]): string {
  const flag = flags.find((one) => /^--[^-]./.test(one)) ?? flags[0] ?? '';
  return flag.replace(/^-+/, '');
}

/** JSON has no -0. */
function zeroless(value: unknown): unknown {
  return value === 0 ? expect.closeTo(0) : value;
}

import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readScript } from '../../../../src/launch/script/readScript.ts';

const pieces = [
  'p.add_argument(', '"--a"', "'''", '"""', 'f"{', '}', ')', '[', ']', '{', '(', ':', ',', '=', '\n', '\n    ',
  'def f(', 'class A(', '@click.option(', '@dataclass', 'lambda x: ', 'type=int', 'default=', 'import ', 'from a import ',
  'HfArgumentParser(', 'os.environ["SM_HP_', 'x = x', 'p = p.add_argument_group(', 'parents=[p]', 'class B(B): x: int = 1', '*', '**', '\\', '#',
  'print(f"loss={x', 'flags.DEFINE_integer(', 'fire.Fire(f)', '%', '\u0000', '\u{1f600}', '1e999', '2 ** 99999', 'if ', 'else',
]; // prettier-ignore

const fixture = (name: string) =>
  readFileSync(join(import.meta.dirname, '../../../fixtures/scripts', name), 'utf8');

/** Milliseconds; a reading stops by itself after about two seconds, and machines that run tests are busy. */
function timed(text: string, fileName = 'a.py'): number {
  const start = performance.now();
  readScript(text, fileName);
  return performance.now() - start;
}

describe('readScript of any text', () => {
  it('takes a flag whose name is still being typed for none', () => {
    expect(readScript("flags.DEFINE_integer('''", 'a.py').arguments).toEqual([]);
  });

  it('never throws', () => {
    const code = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((some) => some.join(''));
    const text = fc.oneof(code, fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(text, fc.constantFrom('a.py', 'a.sh', ''), (source, name) => {
        const reading = readScript(source, name);
        return reading.arguments.every((one) => one.name !== '' && one.line >= 1);
      }),
      { numRuns: 500 },
    );
  }, 60_000);

  it('never throws for a script with a piece cut out', () => {
    const whole = ['01_mnist_argparse.py', '10_click.py', '14_hf_trainer.py', '18_tyro.py'].map(fixture);
    fc.assert(
      fc.property(fc.constantFrom(...whole), fc.nat(3000), fc.nat(200), (source, at, length) =>
        Array.isArray(readScript(source.slice(0, at) + source.slice(at + length), 'a.py').arguments),
      ),
      { numRuns: 150 },
    );
  }, 60_000);

  it('gives every metric definition an expression that compiles', () => {
    const label = fc.string({ maxLength: 30 });
    fc.assert(
      fc.property(label, label, (a, b) => {
        const source = `print(${JSON.stringify(`${a}=`)}, x, f${JSON.stringify(`${b}: {x:.3f}`)})`;
        for (const { Regex = '' } of readScript(source, 'a.py').metricDefinitions) new RegExp(Regex);
      }),
    );
  });

  it.each([
    ['nested brackets', '('.repeat(5_000_000)],
    ['calls in calls', 'f('.repeat(200_000)],
    ['mixed brackets', '(]'.repeat(2_500_000)],
    ['an unterminated string', `x = """${'a'.repeat(5_000_000)}`],
    ['attributes', `x${'.a'.repeat(1_000_000)}`],
    ['sums', `x = ${'1 + '.repeat(100_000)}1`],
    ['deep blocks', Array.from({ length: 3000 }, (_, i) => `${' '.repeat(i)}if x:`).join('\n')],
    ['long lines of a shell script', '$'.repeat(5_000_000)],
  ])(
    'ends soon for %s',
    (_, text) => {
      expect(timed(text, text.startsWith('$') ? 'a.sh' : 'a.py')).toBeLessThan(20_000);
    },
    60_000,
  );

  it('ends soon for 5 MB of a real script, and says what was not read', () => {
    const script = fixture('02_groups.py');
    const text = script.repeat(Math.ceil(5_000_000 / script.length));
    const start = performance.now();
    const reading = readScript(text, 'a.py');
    expect(performance.now() - start).toBeLessThan(20_000);
    expect(reading.arguments[0]?.name).toBe('dataset');
    expect(reading.notes[0]?.text).toContain('Only the beginning');
  }, 60_000);
});

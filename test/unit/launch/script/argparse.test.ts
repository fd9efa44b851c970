import { describe, expect, it } from 'vitest';
import { readScript } from '../../../../src/launch/script/readScript.ts';

const all = (source: string) => readScript(source, 'train.py').arguments;
const one = (call: string) => all(`import argparse\np = argparse.ArgumentParser()\np.${call}\n`)[0];

describe('readScript of argparse', () => {
  it('reads names, types, defaults, choices and help', () => {
    expect(one("add_argument('--batch-size', '-b', type=int, default=32, help='rows ' \"a step\")")).toEqual({
      name: 'batch-size',
      type: 'int',
      default: 32,
      required: false,
      help: 'rows a step',
      origin: 'argparse',
      line: 3,
    });
    expect(
      one("add_argument('--optimizer', choices=['sgd', 'adam'], default='sgd', required=True)"),
    ).toMatchObject({ choices: ['sgd', 'adam'], default: 'sgd', required: true, type: 'text' });
    expect(one('add_argument("--lr", default=-1e-3, type=float)')).toMatchObject({
      default: -0.001,
      type: 'float',
    });
    expect(one('add_argument("-e", "--epochs", default=1_000, type=int)')).toMatchObject({
      name: 'epochs',
      default: 1000,
    });
    expect(one('add_argument("-k", default=("a", None, True))')).toMatchObject({
      name: 'k',
      default: ['a', null, true],
    });
  });

  it('keeps a default that only running would tell as it is written', () => {
    expect(
      one('add_argument("--train", default=os.environ.get("SM_CHANNEL_TRAIN",\n   "data"))'),
    ).toMatchObject({
      name: 'train',
      type: 'text',
      defaultExpression: 'os.environ.get("SM_CHANNEL_TRAIN", "data")',
    });
    expect(one('add_argument("--n", default=None)')).not.toHaveProperty('default');
    expect(one('add_argument("--n", default=f"{x}")')).toHaveProperty('defaultExpression', 'f"{x}"');
  });

  it('says why SageMaker cannot set an argument', () => {
    expect(one('add_argument("--verbose", action="store_true")')?.unsettable).toContain('store_true');
    expect(one('add_argument("--amp", action=argparse.BooleanOptionalAction)')?.unsettable).toContain(
      'BooleanOptionalAction',
    );
    expect(one('add_argument("folder")')).toMatchObject({ name: 'folder', required: true });
    expect(one('add_argument("folder")')?.unsettable).toBeDefined();
    expect(one('add_argument("-lr")')?.unsettable).toBeDefined();
    expect(one('add_argument("--tag", action="append")')?.unsettable).toBeUndefined();
  });

  it.each([
    ['if n > 1:\n  p.add_argument("--a")', 'n > 1'],
    ['if n:\n  pass\nelse:\n  p.add_argument("--a")', 'not n'],
    ['if not o.n:\n  pass\nelse:\n  p.add_argument("--a")', 'o.n'],
    ['if n == "x":\n  pass\nelif m(1,\n  2):\n  p.add_argument("--a")', 'm(1, 2)'],
    ['if n > 1:\n  pass\nelif m:\n  pass\nelse:\n  p.add_argument("--a")', 'not (n > 1 or m)'],
    ['if n:\n  if m or o:\n    p.add_argument("--a")', 'n and (m or o)'],
    ['if n:\n  p.add_argument("--a", default=1)\nif m:\n  p.add_argument("--a", default=2)', 'n or m'],
    // One of them is there in any case.
    ['if n:\n  p.add_argument("--a")\nelse:\n  p.add_argument("--a")', undefined],
    [
      'if k:\n  if n:\n    p.add_argument("--a")\n  else:\n    p.add_argument("--a")\nelif m:\n  p.add_argument("--a")\nelse:\n  p.add_argument("--a")',
      undefined,
    ],
    ['if n:\n  p.add_argument("--a")\nelif m:\n  p.add_argument("--a")', 'n or m'],
    ['if True:\n  p.add_argument("--a")', undefined],
    ['if __name__ == "__main__":\n  p.add_argument("--a")', undefined],
    ['for one in ["a"]:\n  p.add_argument(f"--{one}")', undefined],
    // In a function, when that is called.
    ['def f(q):\n  q.add_argument("--a")\nif n:\n  f(p)', 'n'],
    ['def f(q):\n  if m:\n    q.add_argument("--a")\ndef g():\n  f(p)\nif n:\n  g()', 'n and m'],
    ['def f(q):\n  q.add_argument("--a")\nif n:\n  f(p)\nf(p)', undefined],
    ['def f(q):\n  q.add_argument("--a")\nif n:\n  f(p)\nelse:\n  f(p)', undefined],
    ['def f(q):\n  q.add_argument("--a")\nif __name__ == "__main__":\n  f(p)', undefined],
  ])('says when an argument is declared: %j', (source, condition) => {
    const [argument, ...more] = all(`import argparse\np = argparse.ArgumentParser()\n${source}\n`);
    expect(more).toEqual([]);
    expect(argument).toMatchObject({ name: 'a' });
    expect(argument?.condition).toBe(condition);
  });

  it('takes names that are computed as nothing, and broken source as it comes', () => {
    expect(all('for n in names: p.add_argument("--" + n)')).toEqual([]);
    expect(all('p.add_argument("--a", default=[1, 2')).toMatchObject([{ name: 'a' }]);
  });
});

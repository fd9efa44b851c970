import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { readArguments } from '../../../src/launch/argparseReader.ts';

const one = (call: string) => readArguments(`import argparse\np = argparse.ArgumentParser()\np.${call}\n`)[0];

describe('readArguments', () => {
  it('reads names, types, defaults, choices and help', () => {
    expect(one("add_argument('--batch-size', '-b', type=int, default=32, help='rows ' \"a step\")")).toEqual({
      name: 'batch-size',
      type: 'int',
      default: 32,
      required: false,
      help: 'rows a step',
    });
    expect(
      one("add_argument('--optimizer', choices=['sgd', 'adam'], default='sgd', required=True)"),
    ).toMatchObject({
      choices: ['sgd', 'adam'],
      default: 'sgd',
      required: true,
      type: 'text',
    });
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
    expect(one('add_argument("--train", default=os.environ.get("SM_CHANNEL_TRAIN",\n   "data"))')).toEqual({
      name: 'train',
      type: 'text',
      required: false,
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

  it('ignores comments, strings and calls of other functions', () => {
    const source = `
# p.add_argument("--comment")
text = """p.add_argument("--text")"""
add_argument("--function")
group = p.add_argument_group("g")
group.add_argument("--real", type=int, default=3)  # p.add_argument("--no")
group.add_argument("--real", type=int, default=4)
`;
    expect(readArguments(source)).toEqual([{ name: 'real', type: 'int', default: 3, required: false }]);
  });

  it('takes names that are computed as nothing, and broken source as it comes', () => {
    expect(readArguments('for n in names: p.add_argument("--" + n)')).toEqual([]);
    expect(readArguments('p.add_argument("--a", default=[1, 2')).toMatchObject([{ name: 'a' }]);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) =>
        Array.isArray(readArguments(`p.add_argument(${text}`)),
      ),
    );
  });
});

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

  it('takes names that are computed as nothing, and broken source as it comes', () => {
    expect(all('for n in names: p.add_argument("--" + n)')).toEqual([]);
    expect(all('p.add_argument("--a", default=[1, 2')).toMatchObject([{ name: 'a' }]);
  });
});

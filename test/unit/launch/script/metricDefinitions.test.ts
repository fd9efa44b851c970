import { describe, expect, it } from 'vitest';
import { guessMetricDefinitions } from '../../../../src/launch/script/metricDefinitions.ts';

const names = (source: string) => guessMetricDefinitions(source).map(({ Name }) => Name);

describe('guessMetricDefinitions', () => {
  it('finds what is printed as name=value', () => {
    const source = `
print(f"epoch={e} train_loss={loss:.4f} validation:accuracy={acc:.3f}")
logger.info("f1=%.3f" % f1)
print("auc={:.2f}".format(auc), "took", seconds)
print("r2=", score(a, b), "done=yes")
x = f"other={x}"
`;
    expect(names(source)).toEqual(['train_loss', 'validation:accuracy', 'f1', 'auc', 'r2']);
  });

  it('prefers measurements to other figures, where there are any', () => {
    expect(names('print("rows={} left_out={}".format(a, b)); print(f"epoch={e} gap={g}")')).toEqual(['gap']);
    expect(names('print("rows={}".format(a))')).toEqual(['rows']);
  });

  it('captures the number', () => {
    const [definition] = guessMetricDefinitions('print(f"loss={x}")');
    const regex = new RegExp(definition?.Regex ?? '');
    expect(regex.exec('step=1 loss=1.5e-3 ok')?.[1]).toBe('1.5e-3');
    expect(regex.exec('loss= -0.25')?.[1]).toBe('-0.25');
    expect(regex.exec('train_loss=3')).toBeNull();
  });

  it('gives no more than SageMaker takes', () => {
    const source = Array.from({ length: 60 }, (_, i) => `print(f"m${i}={x}")`).join('\n');
    expect(names(source)).toHaveLength(40);
  });
});

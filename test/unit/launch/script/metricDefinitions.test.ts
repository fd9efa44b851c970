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

  it('finds names before a colon and measures before a space, with values of any format', () => {
    const source = `
logger.info("Epoch %d: train loss: %.4f, acc: %5.2f%%", epoch, loss, acc)
print("Average loss: {:.4f} saved to: {}".format(loss, path))
print("val_loss", val_loss, "lr", lr)
print(f"{split}_loss={x} {perplexity=:.2f} | BLEU {bleu:.1f}")
print("seconds: " + str(t), "F1: " + str(f1))
`;
    expect(names(source)).toEqual([
      'train_loss',
      'acc',
      'Average_loss',
      'val_loss',
      'perplexity',
      'BLEU',
      'F1',
    ]);
    const find = (name: string, line: string) => {
      const { Regex = '' } = guessMetricDefinitions(source).find(({ Name }) => Name === name) ?? {};
      return new RegExp(Regex).exec(line)?.[1];
    };
    expect(find('train_loss', 'INFO Epoch 3: train loss: 0.1234, acc: 99.10%')).toBe('0.1234');
    expect(find('acc', 'INFO Epoch 3: train loss: 0.1234, acc: 99.10%')).toBe('99.10');
    expect(find('val_loss', 'val_loss 0.5 lr 0.1')).toBe('0.5');
    expect(find('perplexity', 'perplexity=12.25 | BLEU 3.0')).toBe('12.25');
  });

  it('knows how progress bars, dictionaries, JSON, variables and sentences are printed', () => {
    const source = `
bar.set_postfix(loss=loss.item(), acc=f"{acc:.3f}")
bar.set_postfix({"ppl": p})
bar.set_description(f"Epoch {e} train_loss {x:.4f}")
record = {"val_f1": f1, "rows": n}
print(json.dumps(record))
print({"dice": d})
message = f"mean_iou = {iou}"
log.info(message)
print(" * Acc@1 {:.3f} Acc@5 {:.3f}".format(a, b))
print("Final RMSE is", rmse)
print("Validation AUC: %0.3f." % auc)
log.info("score {} of {}", s, name)
print("loss: %.2f" % loss)
print("\\033[1m[PSNR: {}]".format(p))
`;
    const lines = [
      ['loss', ' 10%|# | 1/3 [00:01<00:02, 3.00it/s, loss=0.5, acc=0.250]', '0.5'],
      ['loss', 'loss: 0.25', '0.25'],
      ['acc', ' 10%|# | 1/3 [00:01<00:02, 3.00it/s, loss=0.5, acc=0.250]', '0.250'],
      ['ppl', '1/3 [00:01<00:02, ppl=1e-05]', '1e-05'],
      ['train_loss', 'Epoch 3 train_loss 0.1234', '0.1234'],
      ['val_f1', '{"val_f1": 0.75, "rows": 3}', '0.75'],
      ['dice', "{'dice': 0.75}", '0.75'],
      ['mean_iou', 'mean_iou = 0.125', '0.125'],
      ['Acc@1', ' * Acc@1 61.500 Acc@5 90.000', '61.500'],
      ['Acc@5', ' * Acc@1 61.500 Acc@5 90.000', '90.000'],
      ['RMSE', 'Final RMSE is 2.5', '2.5'],
      ['Validation_AUC', 'Validation AUC: 0.912.', '0.912'],
      ['score', 'score -3 of x', '-3'],
      ['PSNR', '\u001b[1m[PSNR: 30.5]', '30.5'],
    ] as const;
    const found = guessMetricDefinitions(source);
    for (const [name, line, value] of lines) {
      const { Regex = '$^' } = found.find(({ Name }) => Name === name) ?? {};
      expect(new RegExp(Regex).exec(line)?.[1], `${name} in ${line}`).toBe(value);
    }
    expect(found.map(({ Name }) => Name).sort()).toEqual([...new Set(lines.map(([name]) => name))].sort());
  });

  it('knows what frameworks print by themselves', () => {
    const first = (source: string, name: string, line: string) => {
      const { Regex = '' } = guessMetricDefinitions(source).find(({ Name }) => Name === name) ?? {
        Regex: '$^',
      };
      return new RegExp(Regex).exec(line)?.[1];
    };
    const trainer = 'from transformers import Trainer\nTrainer(model, eval_dataset=d).train()\n';
    expect(first(trainer, 'loss', "{'loss': 0.693, 'grad_norm': 1.5, 'epoch': 0.1}")).toBe('0.693');
    expect(first(trainer, 'eval_loss', "{'eval_loss': '0.51', 'epoch': '1'}")).toBe('0.51');
    expect(first(trainer, 'loss', "{'eval_loss': 0.51}")).toBeUndefined();
    const keras = 'import keras\nm.compile(loss="mse", metrics=["mae"])\nm.fit(x, y, validation_data=v)\n';
    const line = '10/10 - 1s - 96ms/step - loss: 0.42 - mae: 1.1 - val_loss: 5.0e-01 - val_mae: 2';
    expect(first(keras, 'loss', line)).toBe('0.42');
    expect(first(keras, 'val_loss', line)).toBe('5.0e-01');
    expect(names(keras.replace('validation_data=v', 'verbose=0'))).toEqual([]);
    const lightning =
      'import lightning as L\nself.log("train_loss", x, prog_bar=True)\nself.log("hidden", x)\n';
    expect(names(lightning)).toEqual(['train_loss']);
    expect(first(lightning, 'train_loss', 'Epoch 0: 50%| 5/10 [00:01, v_num=0, train_loss=0.321]')).toBe(
      '0.321',
    );
    const boost = 'import xgboost\nxgboost.train({"a": 1}, d, evals=[(d, "train")], eval_metric="auc")\n';
    expect(first(boost, 'train:auc', '[12]\ttrain-auc:0.91234')).toBe('0.91234');
  });
});

import type { Mark } from './mark.ts';

/** Reads a line of one writer; undefined when it is not its. */
export type LineReader = (line: string) => Mark | undefined;

const count = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number(text);

/** What is loaded, prepared or judged is not the training. */
const sideWork =
  /download|load|read|map\b|token|filter|cach|extract|unpack|copy|sav|upload|eval|valid|test|predict|infer|generat|sanity|shard|convert|prepar|build|creat|resolv|fetch|sampl|check|scan|collat|encod|embed/i;

const bar =
  /^(.*?):?\s*(\d{1,3})%\|[^|]*\|\s*([\d.]+[kMG]?)\/([\d.]+[kMG]?)\s*\[[^\]]*?(?:([\d.]+)\s*(\w+)\/s|[\d.]+s\/(\w+))?[^\]]*\]?/;
const epochIn = /\bepochs?\s*[:=#]?\s*\[?\s*(\d+)\s*(?:\/|of)\s*(\d+)/i;
/** An epoch without its whole, which hyperparameters may name. */
const epochAlone = /\bepoch\s*[:=#]?\s*\[?(\d+)\b(?!\.\d)/i;
const lightningEpoch = /^epoch\s+(\d+)$/i;

function scaled(text: string): number {
  const factor = { k: 1e3, M: 1e6, G: 1e9 }[text.at(-1) ?? ''];
  return factor === undefined ? Number(text) : Number(text.slice(0, -1)) * factor;
}

/** tqdm: `Epoch 3/10:  45%|████▌     | 45/100 [00:12<00:15,  3.60it/s, loss=0.2]`. */
export const tqdm: LineReader = (line) => {
  const found = bar.exec(line);
  if (!found) return undefined;
  const [, before = '', , at = '0', of = '0', , unit, slowUnit] = found;
  const title = before.trim();
  const yolo = /^(\d+)\/(\d+)\s+[\d.]+G\s/.exec(title);
  const total = epochIn.exec(title) ?? yolo;
  const step = { at: scaled(at), of: scaled(of) };
  if (total) return { epoch: { at: Number(total[1]), of: Number(total[2]), over: false }, step };
  const alone = lightningEpoch.exec(title);
  // Lightning and many a script count from 0 here, and do not say to where.
  if (alone) return { epoch: { at: Number(alone[1]), of: undefined, over: false }, step };
  if (/\bepochs?$/i.test(title) || /^epochs?$/i.test(unit ?? slowUnit ?? ''))
    return { epoch: { ...step, over: true } };
  if (/^(?:B|iB|[kMG]i?B|examples?|files?|rows?|tokens?)$/.test(unit ?? slowUnit ?? '')) return undefined;
  if (title !== '' && (sideWork.test(title) || !/train|step|iter|batch|fit|progress|round/i.test(title)))
    return undefined;
  return { step: { ...step, overall: true } };
};

/** Keras: `Epoch 3/10` alone when it begins, and `12/100 [==>....] - ETA: 5s` or `12/100 ━━━━ 5s 10ms/step`. */
export const keras: LineReader = (line) => {
  const begins = /^Epoch (\d+)\/(\d+)$/.exec(line.trim());
  if (begins) return { epoch: { at: Number(begins[1]), of: Number(begins[2]), over: false } };
  const batch = /^\s*(\d+)\/(\d+)\s*(?:\[[=>.\s]+\]|[━╸╺\s]{4,})\s*(?:-|\d+(?:s|ms|us)\b)/.exec(line);
  return batch ? { step: { at: Number(batch[1]), of: Number(batch[2]) } } : undefined;
};

/** Hugging Face's Trainer: what it announces, and `{'loss': 0.5, 'learning_rate': 5e-05, 'epoch': 1.5}`. */
export const trainer: LineReader = (line) => {
  const announced = /\b(Num Epochs|Total optimization steps) = ([\d,]+)/.exec(line);
  if (announced) {
    const total = Number(announced[2]?.replaceAll(',', ''));
    return announced[1] === 'Num Epochs' ? { epochs: total } : { steps: total };
  }
  const logged = /^\s*\{'[\w/]*loss'.*'epoch': '?([\d.]+)'?\}/.exec(line);
  return logged ? { epoch: { at: Number(logged[1]), of: undefined, over: true } } : undefined;
};

/** The examples of PyTorch: `Train Epoch: 1 [6400/60000 (11%)]	Loss: 0.3`, `Epoch: [0][  10/5005]	Time 0.2`. */
export const pytorch: LineReader = (line) => {
  const mnist = /\bTrain Epoch: (\d+) \[(\d+)\/(\d+)\s/.exec(line);
  if (mnist)
    return {
      epoch: { at: Number(mnist[1]), of: undefined, over: false },
      step: { at: Number(mnist[2]), of: Number(mnist[3]) },
    };
  const imagenet = /\bEpoch:?\s*\[(\d+)\]\s*\[\s*(\d+)\/(\d+)\]/.exec(line);
  return imagenet
    ? {
        epoch: { at: Number(imagenet[1]), of: undefined, over: false, fromZero: true },
        step: { at: Number(imagenet[2]), of: Number(imagenet[3]) },
      }
    : undefined;
};

/** Boosted trees: `[12]	train-rmse:0.5`, with `#011` for the tab in SageMaker's own image; LightGBM's `[12]	valid_0's l2: 0.5`. */
export const boosting: LineReader = (line) => {
  const round = /(?:^|\s)\[(\d+)\](?:\t|#011|\s+)[\w' -]+[:-]/.exec(line);
  if (!round || !/\d/.test(line.slice(round.index + round[0].length))) return undefined;
  const fromZero = !/valid_\d|training's/.test(line);
  return { epoch: { at: Number(round[1]), of: undefined, over: true, fromZero } };
};

/** CatBoost: `12:	learn: 0.51	total: 65ms	remaining: 4.9s`; it knows the time itself. */
export const catboost: LineReader = (line) => {
  const found = /^\d+:\s+learn: .*\btotal: ([\d.hms ]+?)\s+remaining: ([\d.hmsu]+(?: [\d.hms]+)*)/.exec(line);
  if (!found) return undefined;
  const [total, remaining] = [spanOf(found[1]), spanOf(found[2])];
  return total + remaining > 0 ? { fraction: total / (total + remaining) } : undefined;
};

function spanOf(text = ''): number {
  const factors: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 1e-3, us: 1e-6 };
  return [...text.matchAll(/([\d.]+)(ms|us|h|m|s)/g)].reduce(
    (sum, [, value, unit]) => sum + Number(value) * (factors[unit ?? ''] ?? 0),
    0,
  );
}

/** A script's own words: `epoch 3 of 10`, `[Epoch 2/5] loss: 0.3`, `step 120/1000`, `Step [120/1000]`, `45% complete`. */
export const plain: LineReader = (line) => {
  const epoch = epochIn.exec(line);
  const steps =
    /\b(?:global[_ ])?(?:step|iter|iteration|batch|update)s?\s*[:=#]?\s*\[?\s*(\d+)\s*(?:\/|of)\s*(\d+)/i.exec(
      line,
    );
  if (!epoch && steps && sideWork.test(line.slice(0, steps.index))) return undefined;
  if (epoch || steps) {
    const behind = epoch ? line.slice(epoch.index + epoch[0].length) : '';
    return {
      ...(epoch && {
        epoch: { at: Number(epoch[1]), of: Number(epoch[2]), over: !steps && isResult(behind, line) },
      }),
      ...(steps && {
        step: { at: Number(steps[1]), of: Number(steps[2]), overall: !epoch && !/batch/i.test(steps[0]) },
      }),
    };
  }
  const alone = epochAlone.exec(line);
  if (alone && !sideWork.test(line.slice(0, alone.index)))
    return {
      epoch: {
        at: Number(alone[1]),
        of: undefined,
        over: isResult(line.slice(alone.index + alone[0].length), line),
      },
    };
  const percent =
    /\b(?:progress|completed?|done)\s*[:=]?\s*(\d{1,3}(?:\.\d+)?)\s?%/i.exec(line) ??
    /(?:^|[\s(])(\d{1,3}(?:\.\d+)?)\s?% (?:complete|done|of training)/i.exec(line);
  const value = count(percent?.[1]);
  return value !== undefined && value <= 100 && !sideWork.test(line) ? { fraction: value / 100 } : undefined;
};

/** Whether what stands behind an epoch's number is what it came to: a measured value, or that it is over. */
function isResult(behind: string, line: string): boolean {
  if (/\b(?:start|begin)/i.test(line)) return false;
  return (
    /(?:loss|acc|auc|f1|rmse|mae|mse|error|score|reward|perplexity|ppl|bleu|time)\w*"?\s*[:=]?\s*-?\d/i.test(
      behind,
    ) || /\b(?:done|finish|complete|took|end)/i.test(line)
  );
}

/** JSON lines: `{"epoch": 3, "epochs": 10, "loss": 0.2}`, `{"step": 120, "total_steps": 1000}`. */
export const json: LineReader = (line) => {
  if (!/^\s*\{\s*"/.test(line)) return undefined;
  const valueOf = (names: string): number | undefined =>
    count(new RegExp(`"(?:${names})"\\s*:\\s*"?(\\d+(?:\\.\\d+)?)"?\\s*[,}]`).exec(line)?.[1]);
  const epoch = valueOf('epoch');
  const epochs = valueOf('epochs|total_epochs|num_epochs|max_epochs|num_train_epochs');
  const step = valueOf('step|global_step|iteration');
  const steps = valueOf('steps|total_steps|max_steps|num_steps|total_iterations');
  if (epoch === undefined && (step === undefined || steps === undefined)) return undefined;
  return {
    ...(epoch !== undefined && { epoch: { at: epoch, of: epochs, over: isResult(line, line) } }),
    ...(step !== undefined && steps !== undefined && { step: { at: step, of: steps, overall: true } }),
  };
};

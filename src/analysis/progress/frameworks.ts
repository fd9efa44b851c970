import { epochIn, type LineReader, sideWork } from './lineReader.ts';

const count = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number(text);

/** An epoch without its whole, which hyperparameters may name. */
const epochAlone = /\bepoch\s*[:=#]?\s*\[?(\d{1,7})\b(?!\.\d)/i;
/** What was good, or was kept, may be long ago. */
const looksBack = /\b(?:best|since|saved?|last|previous)\b/i;

/** Hugging Face's Trainer: what it announces, and `{'loss': 0.5, 'learning_rate': 5e-05, 'epoch': 1.5}`. */
export const trainer: LineReader = (line) => {
  const announced = /\b(Num Epochs|Total optimization steps) = ([\d,]+)/.exec(line);
  if (announced) {
    const total = Number(announced[2]?.replaceAll(',', ''));
    return announced[1] === 'Num Epochs' ? { epochs: total } : { steps: total };
  }
  const logged = /^\s*\{'[\w/]*loss'.*'epoch': '?([\d.]+)'?[,}]/.exec(line);
  return logged ? { epoch: { at: Number(logged[1]), of: undefined, over: true, isExact: true } } : undefined;
};

/** The examples of PyTorch: `Train Epoch: 1 [6400/60000 (11%)]	Loss: 0.3`, `Epoch: [0][  10/5005]	Time 0.2`; of MMEngine: `Epoch(train) [1][ 10/500]`. */
export const pytorch: LineReader = (line) => {
  const mnist = /\bTrain Epoch: (\d+) \[(\d+)\/(\d+)\s/.exec(line);
  if (mnist)
    return {
      epoch: { at: Number(mnist[1]), of: undefined, over: false },
      step: { at: Number(mnist[2]), of: Number(mnist[3]) },
    };
  const imagenet = /\bEpoch(?:\(train\))?:?\s*\[(\d+)\]\s*\[\s*(\d+)\/(\d+)\]/.exec(line);
  if (!imagenet) return undefined;
  const [, epoch, at, of] = imagenet.map(Number);
  return {
    epoch: { at: epoch ?? 0, of: undefined, over: false, fromZero: !imagenet[0].includes('(') },
    step: { at: at ?? 0, of },
  };
};

/** Boosted trees: `[12]	train-rmse:0.5`, with `#011` for the tab in SageMaker's own image; LightGBM's `[12]	valid_0's l2: 0.5`. */
export const boosting: LineReader = (line) => {
  const round =
    /(?:^|\s)\[(\d+)\](?:\t|#011|\s+)(?:\w+-[\w@.-]+|[\w ]+'s [\w@. -]+):\s*-?(?:\d|nan|inf)/.exec(line);
  if (!round) return undefined;
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
    /\b(?:global[_ ])?(?:step|iter|iteration|batch|update)s?(?:\(train\))?\s*[:=#]?\s*\[?\s*(\d+)\s*(?:\/|of)\s*(\d+)/i.exec(
      line,
    );
  // Docker builds an image in such steps.
  if (
    !epoch &&
    (/^Step \d+\/\d+ : [A-Z]/.test(line) || sideWork.test(line.slice(0, steps?.index ?? 0))) &&
    steps
  )
    return undefined;
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
  const before = line.slice(0, alone?.index);
  if (alone && !sideWork.test(before) && !looksBack.test(before))
    return {
      epoch: {
        at: Number(alone[1]),
        of: undefined,
        over: isResult(line.slice(alone.index + alone[0].length), line),
      },
    };
  const percent =
    /\b(?:progress|completed?|done)\s*[:=]?\s*(\d{1,3}(?:\.\d+)?)\s?%/i.exec(line) ??
    /(?:^|[\s(])(\d{1,3}(?:\.\d+)?)\s?% (?:complete|done|of training(?! (?:data|set|sampl|exampl|rows|images|batch)))/i.exec(
      line,
    );
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

/** What a line of a log says of how far the work is. */
export interface Counters {
  readonly step?: number;
  readonly epoch?: number;
}

const number = '(\\d+(?:\\.\\d+)?)';
const counter = (words: string) =>
  new RegExp(`(?<![A-Za-z])(?:${words})["']?\\s*[=:#\\[]?\\s*${number}`, 'i');
const patterns = {
  step: counter('step|iter|iteration|batch|boosting_round'),
  epoch: counter('epoch'),
};
/** XGBoost's rounds: `[12]	train-rmse:0.51`. */
const round = /^(?:\[[\d\-: ]+\]\s*)?\[(\d+)\]\s/;

/** `epoch=3 step=120 loss=0.1`, `Epoch 3/10`, `{'loss': 0.5, 'epoch': 1.5}`, XGBoost's `[12]`. */
export function countersOf(line: string): Counters {
  const step = patterns.step.exec(line)?.[1] ?? round.exec(line)?.[1];
  const epoch = patterns.epoch.exec(line)?.[1];
  return {
    ...(step !== undefined && { step: Number(step) }),
    ...(epoch !== undefined && { epoch: Number(epoch) }),
  };
}

import { describe, expect, it } from 'vitest';
import { HostProgress } from '../../../../src/analysis/progress/hostProgress.ts';
import { JobProgress, progressDetail, progressText } from '../../../../src/analysis/progress/jobProgress.ts';
import { Pace } from '../../../../src/analysis/progress/pace.ts';
import { totalsOf } from '../../../../src/analysis/progress/totals.ts';

const none = { epochs: undefined, steps: undefined };

/** The percentage after these lines, one a second; undefined when they tell none. */
function percent(lines: readonly string[], hyperparameters: Readonly<Record<string, string>> = {}) {
  const host = new HostProgress(totalsOf(hyperparameters));
  lines.forEach((line, n) => host.push(line, n * 1000));
  const progress = host.progress(lines.length * 1000);
  return progress && Math.round(progress.fraction * 1000) / 10;
}

const escape = String.fromCharCode(27);

describe('what logs tell', () => {
  it.each<[string, readonly string[], number, Record<string, string>?]>([
    ['tqdm alone', [' 45%|████▌     | 45/100 [00:12<00:15,  3.60it/s]'], 45],
    ['tqdm, slow', ['  1%|          | 1/120 [00:02<04:10,  2.10s/it]'], 0.8],
    ['tqdm of training', ['Training:  30%|███       | 300/1000 [00:12<00:15, 3.6it/s, loss=0.2]'], 30],
    [
      'tqdm rewriting its line',
      ['  0%| | 0/10 [00:00<?, ?it/s]\r 50%|█████| 5/10 [00:05<00:05, 1.0it/s]'],
      50,
    ],
    ['tqdm with thousands', [' 12%|█▏ | 1.20k/10.0k [00:12<00:15, 36.0it/s]'], 12],
    ['tqdm of an epoch', ['Epoch 3/10:  50%|█████     | 50/100 [00:12<00:12,  4.0it/s, loss=0.21]'], 25],
    ['tqdm over epochs', ['Epochs:  30%|███       | 3/10 [01:00<02:20, 20.0s/it]'], 30],
    ['tqdm counting epochs', [' 30%|███       | 3/10 [01:00<02:20, 20.0s/epoch]'], 30],
    ['Keras', ['Epoch 3/10', ' 12/100 [==>...........................] - ETA: 5s - loss: 0.6931'], 21.2],
    ['Keras, an epoch begins', ['Epoch 3/10'], 20],
    [
      'Keras, an epoch is over',
      ['Epoch 3/10', '100/100 [==============================] - 5s 50ms/step - loss: 0.5'],
      30,
    ],
    [
      'Keras 3 in colour',
      [
        'Epoch 2/4',
        `${escape}[1m50/100${escape}[0m ${escape}[32m━━━━━━━━━━${escape}[0m${escape}[37m━━━━━━━━━━${escape}[0m ${escape}[1m5s${escape}[0m 10ms/step - loss: 0.5`,
      ],
      37.5,
    ],
    [
      'Trainer',
      ['  Num Epochs = 3', "{'loss': 0.5321, 'grad_norm': 1.2, 'learning_rate': 5e-05, 'epoch': 1.5}"],
      50,
    ],
    [
      'Trainer, hyperparameter',
      ["{'loss': '0.5321', 'learning_rate': '5e-05', 'epoch': '0.75'}"],
      25,
      { num_train_epochs: '3' },
    ],
    ['Trainer, a bar over all steps', [' 30%|███       | 300/1000 [01:12<02:50,  4.11it/s]'], 30],
    [
      'Lightning',
      [
        'Epoch 3:  50%|█████     | 50/100 [00:12<00:12,  4.00it/s, v_num=0, train_loss=0.2]',
        'Epoch 0: 1%|  | 1/100 [00:12<00:12,  4.00it/s]',
        'Epoch 3:  50%|█████     | 50/100 [00:12<00:12,  4.00it/s]',
      ],
      35,
      { max_epochs: '10' },
    ],
    [
      'Trainer with no whole but its bar, which evaluates in between and at the end under bars without a title',
      [
        ' 50%|█████     | 50/100 [00:12<00:12,  4.00it/s]',
        "{'loss': 0.5, 'learning_rate': 5e-05, 'epoch': 0.0}",
        ' 60%|██████    | 60/100 [00:12<00:12,  4.00it/s]',
        "{'loss': 0.5, 'learning_rate': 5e-05, 'epoch': 1.0, 'num_input_tokens_seen': 12345}",
        ' 88%|████████▊ | 7/8 [00:01<00:00,  4.00it/s]',
        '100%|██████████| 8/8 [00:01<00:00,  4.00it/s]',
      ],
      60,
    ],
    [
      'Trainer, the end of an epoch after one that was rounded to 0',
      ["{'loss': 0.5, 'epoch': 0.0}", "{'loss': 0.5, 'epoch': 1.0}"],
      50,
      { epochs: '2' },
    ],
    [
      'a validation under the title of its epoch',
      [
        'Epoch 3/10 [train]: 100%|██████████| 100/100 [00:12<00:00,  4.00it/s]',
        'Epoch 3/10 [valid]:   0%|          | 0/10 [00:00<?, ?it/s]',
        'Epoch 3/10 [valid]:  10%|█         | 1/10 [00:00<00:01,  4.00it/s]',
        'Epoch 3/10 [valid]:  20%|██        | 2/10 [00:00<00:01,  4.00it/s]',
      ],
      30,
    ],
    [
      'rich',
      [
        `${escape}[2KTraining ${escape}[38;2;249;38;114m━━━━━━━━${escape}[0m${escape}[38;5;237m╺━━━━━━━━${escape}[0m ${escape}[35m 45%${escape}[0m ${escape}[36m0:00:10${escape}[0m`,
      ],
      45,
    ],
    [
      "Lightning's rich bar, which counts from 0 to the last",
      ['Epoch 9/9  ━━━━━━━━╸━━━━━━━ 50/100 0:00:12 • 0:00:12 4.00it/s v_num: 0.000'],
      95,
    ],
    [
      'Ultralytics',
      ['      3/10      2.45G      1.192      640: 50% ━━━━━━────── 4/8 3.1it/s 0.3s<0.3s'],
      25,
    ],
    [
      'MMEngine',
      ['Epoch(train)  [3][ 50/100]  lr: 1.0e-03  eta: 0:12:01  loss: 0.5'],
      25,
      { max_epochs: '10' },
    ],
    [
      'Keras, which saves in the middle of an epoch',
      [
        'Epoch 3/10',
        ' 50/100 [====>.....] - ETA: 1s - loss: 0.5',
        'Epoch 3: saving model to model.keras',
        ' 60/100 [====>.....] - ETA: 1s - loss: 0.5',
      ],
      26,
    ],
    ['a last epoch of its own number, counted from 0', ['Epoch 0/9', 'Epoch 9/9'], 90, { epochs: '10' }],
    [
      'the best epoch of those before',
      ['epoch 7/10 loss 0.1', 'best epoch: 3 (loss 0.2)', 'best epoch: 3', 'best epoch: 3'],
      70,
    ],
    ['PyTorch MNIST', ['Train Epoch: 2 [30000/60000 (50%)]\tLoss: 0.231'], 15, { epochs: '10' }],
    ['PyTorch ImageNet', ['Epoch: [0][  50/100]\tTime  0.2 (0.3)\tLoss 6.9'], 5, { epochs: '10' }],
    ['words', ['starting epoch 3 of 10'], 20],
    ['words with a result', ['epoch 3 of 10 loss=0.25'], 30],
    ['words in brackets', ['[Epoch 2/5] loss: 0.3421 acc: 0.91'], 40],
    ['an epoch in brackets', ['Epoch [2/5], Step [50/100], Loss: 0.31'], 30],
    ['words and time', ['2024-05-01 12:00:00,123 INFO Epoch 4/8 done in 12.1s'], 50],
    ['steps', ['step 120/1000 loss 2.31'], 12],
    ['iterations', ['iteration 5 of 20: reward 3.1'], 25],
    ['steps of an epoch', ['Epoch 2/4', 'batch 5/10 loss 0.2'], 37.5],
    ['XGBoost', ['[12]\ttrain-rmse:0.51234\tvalidation-rmse:0.61'], 13, { num_round: '100' }],
    [
      "SageMaker's XGBoost",
      ['[2024-05-01:12:00:00:INFO] [24]#011train-error:0.1#011validation-error:0.12'],
      25,
      { num_round: '100' },
    ],
    ['LightGBM', ["[25]\tvalid_0's l2: 0.512"], 25, { num_iterations: '100' }],
    ['CatBoost', ['250:\tlearn: 0.51\ttotal: 1m 5s\tremaining: 3m 15s'], 25],
    [
      'YOLO',
      [
        '      26/100      2.45G      1.192      1.56      1.31         28        640:  50%|█████     | 4/8 [00:01<00:01,  3.10it/s]',
      ],
      25.5,
    ],
    [
      'fastai',
      [
        'epoch     train_loss  valid_loss  accuracy  time',
        '0         0.345678    0.234567    0.912345  00:12',
        '1         0.245678    0.234567    0.912345  00:12',
      ],
      50,
      { epochs: '4' },
    ],
    ['JSON', ['{"time":"2024","epoch": 3, "epochs": 10, "loss": 0.2}'], 30],
    ['JSON steps', ['{"step": 120, "total_steps": 1000, "loss": 0.2}'], 12],
    ['a percentage', ['Training progress: 42%'], 42],
    ['a percentage done', ['INFO 42.5% complete'], 42.5],
    [
      'an epoch alone, counted from 1',
      ['epoch=1 train_loss=0.9', 'epoch=3 train_loss=0.5'],
      30,
      { epochs: '10' },
    ],
    ['an epoch alone, counted from 0', ['Epoch 0: loss 0.9', 'Epoch 2: loss 0.5'], 30, { epochs: '10' }],
    ['hyperparameters of the SDK', ['Train Epoch: 1 [60000/60000 (100%)]\tLoss: 0.2'], 50, { epochs: '"2"' }],
  ])('%s', (_, lines, expected, hyperparameters = {}) => {
    expect(percent(lines, hyperparameters)).toBe(expected);
  });

  it.each<[string, readonly string[]]>([
    ['a download', ['Downloading model.safetensors:  45%|████▌     | 1.20G/2.67G [00:12<00:15, 98.0MB/s]']],
    ['a data set being mapped', ['Map:  45%|████▌     | 4500/10000 [00:01<00:01, 3600.00 examples/s]']],
    ['shards being loaded', ['Loading checkpoint shards:  50%|█████     | 1/2 [00:05<00:05,  5.1s/it]']],
    ['a validation', ['Validation DataLoader 0:  50%|█████     | 5/10 [00:01<00:01,  5.0it/s]']],
    ['an epoch alone without a whole', ['epoch=3 train_loss=0.5']],
    ['an epoch without a whole', ['Epoch 3:  50%|█████     | 50/100 [00:12<00:12,  4.00it/s]']],
    ['a round without a whole', ['[12]\ttrain-rmse:0.51234']],
    [
      'a bar that begins again and again',
      [
        ' 90%|█████████ | 9/10 [00:01<00:01, 3it/s]',
        '100%|██████████| 10/10 [00:01<00:00, 3it/s]',
        ' 10%|█ | 1/10 [00:01<00:01, 3it/s]',
      ],
    ],
    [
      'what is no progress',
      [
        'accuracy: 98%',
        'GPU memory 45% used',
        'lr 1/2',
        'see 3/10 of docs',
        'loaded 5/10 files',
        'date 1/2/2024',
        'test 3/10 passed',
        'disk 90% full',
      ],
    ],
    [
      'a download for the training',
      ['train.zip:  45%|████▌     | 450M/1.00G [00:12<00:15, 42.0MB/s]', '━━━━━━━━━━━━ 12/45 MB 10.1 MB/s'],
    ],
    [
      'parts beside one another',
      ['Batches ━━━━━━━━━━━━━╸━━━━ 45% 0:00:10', 'Uploading ━━━━━━━━━━━━━ 45% 0:00:10'],
    ],
    ['an image being built', ['Step 2/5 : RUN pip install torch']],
    ['a part of the data', ['Using 80% of training data', 'split: 80% of training set']],
    ['a Trainer without a whole', ["{'loss': 0.5, 'learning_rate': 5e-05, 'epoch': 1.5}"]],
    ['evaluation steps', ['eval step 5/10 loss 0.1']],
    ['a prediction of Keras', ['313/313 [==============================] - 1s 2ms/step']],
  ])('and what is left alone: %s', (_, lines) => {
    expect(percent(lines)).toBeUndefined();
  });

  it.each<[string, string]>([
    ['the graphics cards of NCCL', 'algo-1:27:88 [3] NCCL INFO Channel 00 : 3[3] -> 4[4] via P2P'],
    ['a moment', 'started at epoch=1732225614'],
  ])('takes for no epoch of those asked for: %s', (_, line) => {
    expect(percent([line], { epochs: '10' })).toBeUndefined();
  });

  it('takes a bar for the work after all when the one before was given up', () => {
    const host = new HostProgress(none);
    const at = (line: string, time: number) => {
      host.push(line, time);
      return host.progress(time)?.fraction;
    };
    expect(at(' 50%|█████     | 50/100 [00:12<00:12,  4.00it/s]', 0)).toBe(0.5);
    expect(at('  2%|▏         | 2/80 [00:12<00:12,  4.00it/s]', 200_000)).toBe(0.5);
    expect(at(' 10%|█         | 8/80 [00:12<00:12,  4.00it/s]', 400_000)).toBe(0.1);
  });

  it('goes back when the work begins again, and not for a line between', () => {
    expect(percent(['step 500/1000', 'step 498/1000'])).toBe(50);
    expect(percent(['step 500/1000', 'step 100/1000'])).toBe(10);
  });
});

describe('the time left', () => {
  const paced = (times: readonly number[], now = times.at(-1) ?? 0): number | undefined => {
    const pace = new Pace();
    times.forEach((time, n) => pace.add(time, (n + 1) / 100));
    return pace.left(now);
  };
  const steady = Array.from({ length: 20 }, (_, n) => n * 1000);

  it('is that of the pace', () => {
    expect(paced(steady)).toBeCloseTo(80_000);
    expect(paced(steady, 29_000)).toBeCloseTo(70_000);
  });
  it('hardly minds one long pause', () => {
    const paused = steady.map((time, n) => (n < 10 ? time : time + 600_000));
    expect(paced(paused)).toBeLessThan(80_000 * 1.25);
  });
  it('counts pauses that come again and again', () => {
    const paused = steady.map((time, n) => time + Math.floor(n / 4) * 3000);
    expect(paced(paused)).toBeGreaterThan(80_000 * 1.4);
  });
  it('is not told of too little, nor when nothing moves', () => {
    expect(paced([0, 1000])).toBeUndefined();
    expect(paced(steady, 19_000 + 61_000)).toBeUndefined();
  });
});

describe('a job of several hosts', () => {
  it('is as far as its slowest', () => {
    const job = new JobProgress(none);
    for (let n = 1; n <= 10; n++) {
      job.push('job/algo-1', `step ${n * 5}/100\n`, n * 1000);
      job.push('job/algo-2', `step ${n * 4}/100\n`, n * 1000);
      job.push('job/algo-3', 'nothing to say', n * 1000);
    }
    const progress = job.progress(10_000);
    expect(progress).toMatchObject({ fraction: 0.4, what: 'step 40 of 100' });
    expect(progress && progressText(progress)).toBe('40 % · 15 s left');
  });
  it('is not held back by one that told that it begins and nothing since', () => {
    const job = new JobProgress(none);
    const at = (time: number) => Math.round((job.progress(time)?.fraction ?? 0) * 100);
    job.push('job/algo-2', 'Epoch 1/10:   0%|          | 0/100 [00:00<?, ?it/s]', 0);
    for (let n = 1; n <= 20; n++) job.push('job/algo-1', `step ${n}/100`, n * 1000);
    expect(at(20_000)).toBe(0);
    for (let n = 21; n <= 45; n++) job.push('job/algo-1', `step ${n}/100`, n * 1000);
    expect(at(45_000)).toBe(45);
    // It tells again: it is the slowest of those that tell.
    job.push('job/algo-2', 'Epoch 3/10:   0%|          | 0/100 [00:00<?, ?it/s]', 45_000);
    expect(at(45_000)).toBe(20);
  });
  it('is held back by one that tells seldom, and by none with a clock that is wrong', () => {
    const job = new JobProgress(none);
    const at = (time: number) => Math.round((job.progress(time)?.fraction ?? 0) * 100);
    for (let n = 0; n <= 60; n++) {
      if (n % 20 === 0) job.push('job/algo-2', `step ${n / 2}/100`, n * 1000);
      job.push('job/algo-1', `step ${n}/100`, n * 1000);
    }
    for (let n = 61; n <= 100; n++) job.push('job/algo-1', `step ${n}/100`, n * 1000);
    expect(at(100_000)).toBe(30);
    job.push('job/algo-3', 'step 99/100', 100_000 + 3_600_000);
    expect(at(100_000)).toBe(30);
  });
  it('stays where it was when all are silent', () => {
    const job = new JobProgress(none);
    job.push('job/algo-1', 'step 30/100', 1000);
    job.push('job/algo-2', 'step 20/100', 2000);
    expect(job.progress(10_000_000)).toMatchObject({ fraction: 0.2 });
  });
  it('is written in one unit', () => {
    const text = (left: number | undefined, fraction = 0.459): string =>
      progressText({ fraction, left, what: undefined });
    expect(
      [undefined, 400, 42_000, 715_000, 3 * 3_600_000, 5 * 86_400_000].map((left) => text(left)),
    ).toEqual([
      '45 %',
      ...['45 % · 1 s left', '45 % · 45 s left', '45 % · 12 min left', '45 % · 3 h left', '45 % · 5 d left'],
    ]);
    expect(text(0, 1)).toBe('100 %');
  });
  it('is written with the words of the log where there is room for them', () => {
    const progress = { fraction: 0.459, left: 715_000, what: 'epoch 5 of 10' };
    expect(progressDetail(progress)).toBe('45 % · epoch 5 of 10 · 12 min left');
    expect(progressDetail({ ...progress, fraction: 1 })).toBe('100 % · epoch 5 of 10');
    expect(progressDetail({ fraction: 0.459, left: undefined, what: undefined })).toBe('45 %');
  });
});

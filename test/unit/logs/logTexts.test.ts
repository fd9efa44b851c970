import { describe, expect, it } from 'vitest';
import { endpoint } from '../../../src/logs/follow/kinds/hosting.ts';
import { trainingJob } from '../../../src/logs/follow/kinds/trainingJob.ts';
import { resourceState } from '../../../src/logs/follow/resourceState.ts';
import { plainLine } from '../../../src/logs/text/sanitize.ts';
import { TracebackReader, type Traceback } from '../../../src/logs/text/traceback.ts';
import { nextSteps } from '../../../src/logs/text/nextSteps.ts';
import { headerLine, summaryLines, waitingLine } from '../../../src/logs/text/transcript.ts';

describe('TracebackReader', () => {
  const read = (text: string): Traceback[] => {
    const reader = new TracebackReader();
    return text.split('\n').flatMap((line) => reader.push(line) ?? []);
  };

  it('reads frames and the error', () => {
    const text = `epoch=1
Traceback (most recent call last):
  File "/jobs/1/opt/ml/code/train.py", line 40, in <module>
    main()
    ~~~~^^
  File "/usr/lib/python3.13/json/__init__.py", line 3, in loads
    raise ValueError("no")
ValueError: no rows
done`;
    expect(read(text)).toEqual([
      {
        frames: [
          { file: '/jobs/1/opt/ml/code/train.py', line: 40 },
          { file: '/usr/lib/python3.13/json/__init__.py', line: 3 },
        ],
        error: 'ValueError: no rows',
        text: text.split('\n').slice(1, -1).join('\n'),
      },
    ]);
  });

  it('reads a syntax error, which has no heading, and each of a chain', () => {
    const syntax =
      '  File "/opt/ml/code/train.py", line 3\n    x = (\n        ^\nSyntaxError: \'(\' was never closed';
    expect(read(syntax)).toEqual([
      {
        frames: [{ file: '/opt/ml/code/train.py', line: 3 }],
        error: "SyntaxError: '(' was never closed",
        text: syntax,
      },
    ]);
    const chain = `Traceback (most recent call last):
  File "a.py", line 1, in f
KeyError: 'x'

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "a.py", line 2, in f
KeyboardInterrupt`;
    expect(read(chain).map(({ error }) => error)).toEqual(["KeyError: 'x'", 'KeyboardInterrupt']);
    // What was raised last is nothing without what it was raised from.
    expect(read(chain).at(-1)?.text).toBe(chain);
    const apart = chain.replace(/During.*\n/, 'epoch=2\n');
    expect(read(apart).at(-1)?.text.split('\n').length).toBe(3);
  });

  it('keeps little of an endless recursion, the outermost and innermost frames', () => {
    const frames = Array.from({ length: 5000 }, (_, i) => `  File "a.py", line ${i + 1}, in f`).join('\n');
    const [traceback] = read(`Traceback (most recent call last):\n${frames}\nRecursionError: deep`);
    expect(traceback?.frames.length).toBe(100);
    expect(traceback?.frames.at(-1)?.line).toBe(5000);
    expect(traceback?.frames[0]?.line).toBe(1);
  });
});

describe('states', () => {
  it('says what a job waits for', () => {
    const state = resourceState(trainingJob, {
      TrainingJobStatus: 'InProgress',
      SecondaryStatus: 'Pending',
      SecondaryStatusTransitions: [{ Status: 'Pending', StartTime: new Date(1000) }],
    });
    expect(plain(waitingLine(state, 121_000))).toBe('Pending: waiting for capacity, 2 min');
    expect(plain(headerLine('Training job j', state, 'this machine'))).toBe(
      'Training job j · In progress · this machine',
    );
  });

  it('sums up what has ended', () => {
    const state = resourceState(trainingJob, {
      TrainingJobStatus: 'Stopped',
      SecondaryStatus: 'MaxRuntimeExceeded',
      FailureReason: 'Job exceeded MaxRuntimeInSeconds',
      CreationTime: new Date(0),
      TrainingEndTime: new Date(12_000),
      BillableTimeInSeconds: 9,
      ModelArtifacts: { S3ModelArtifacts: 's3://b/j/output/model.tar.gz' },
      FinalMetricDataList: [
        { MetricName: 'loss', Value: 0.123456789 },
        { MetricName: 'accuracy', Value: 1 },
      ],
    });
    expect(
      summaryLines(state, { next: [nextSteps.deploy, nextSteps.details], withTraceback: true }).map(plain),
    ).toEqual([
      '',
      '● Stopped',
      'Reason    Job exceeded MaxRuntimeInSeconds',
      'Because   Max runtime exceeded',
      'Duration  12 s (billable: 9 s)',
      'Model     s3://b/j/output/model.tar.gz',
      'Metrics   loss      0.123457',
      '          accuracy  1',
      'Next      Deploy this model · Open details',
    ]);
  });

  it('lays many metrics out in two columns', () => {
    const names = ['train_loss', 'train_accuracy', 'test_loss', 'test_accuracy', 'x'];
    const state = resourceState(trainingJob, {
      TrainingJobStatus: 'Completed',
      SecondaryStatus: 'Completed',
      FinalMetricDataList: names.map((MetricName, i) => ({ MetricName, Value: i / 8 })),
    });
    expect(state.end?.facts).toEqual([
      ['Metrics', 'train_loss      0        train_accuracy  0.125'],
      ['', 'test_loss       0.25     test_accuracy   0.375'],
      ['', 'x               0.5'],
    ]);
  });

  it('need not quote a traceback twice', () => {
    const reason = `AlgorithmError: ExitCode 1
ErrorMessage "Traceback (most recent call last):
  File "/opt/ml/code/t.py", line 6, in <module>
    f()
  File "/opt/ml/code/t.py", line 4, in f
    raise ValueError("no")
ValueError: no"
Command "python3 t.py"`;
    const state = { status: 'Failed', arn: '', end: { outcome: 'failed', reason, facts: [] } } as const;
    expect(summaryLines(state, { next: [nextSteps.details], withTraceback: false }).map(plain)).toEqual([
      '',
      '● Failed',
      'Reason    AlgorithmError: ExitCode 1',
      '          ErrorMessage "ValueError: no"',
      '          Command "python3 t.py"',
      'Next      Open details',
    ]);
  });

  it('ends an endpoint that failed, and no other', () => {
    const base = {
      EndpointName: 'e',
      EndpointArn: 'a',
      CreationTime: new Date(0),
      LastModifiedTime: new Date(0),
    };
    expect(resourceState(endpoint, { ...base, EndpointStatus: 'InService' }).end).toBeUndefined();
    expect(
      resourceState(endpoint, { ...base, EndpointStatus: 'Failed', FailureReason: 'r' }).end,
    ).toMatchObject({
      outcome: 'failed',
      reason: 'r',
    });
  });
});

function plain(text: string | undefined): string {
  return plainLine(text ?? '');
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endpointState } from '../../../src/logs/follow/endpointSubject.ts';
import { trainingJobState } from '../../../src/logs/follow/trainingJobSubject.ts';
import { formatDuration } from '../../../src/logs/text/durations.ts';
import { readableJson } from '../../../src/logs/text/jsonLine.ts';
import { messageLines, plainLine, sanitizeLine } from '../../../src/logs/text/sanitize.ts';
import { codePath, TracebackReader, type Traceback } from '../../../src/logs/text/traceback.ts';
import {
  eventLines,
  headerLine,
  hostOf,
  summaryLines,
  waitingLine,
} from '../../../src/logs/text/transcript.ts';

const esc = '\u001b';
const colour = new RegExp(`${esc}\\[[\\d;:]*m`, 'g');
const isControl = (c: string) => c !== '\t' && (c < ' ' || (c >= '\u007f' && c <= '\u009f'));

describe('sanitizeLine', () => {
  it('keeps colours and ends them with the line', () => {
    expect(sanitizeLine(`${esc}[1;31mred${esc}[0m`)).toBe(`${esc}[1;31mred${esc}[0m${esc}[0m`);
    expect(sanitizeLine(`${esc}[38;5;208mx`)).toBe(`${esc}[38;5;208mx${esc}[0m`);
  });

  it('makes everything else harmless', () => {
    expect(sanitizeLine(`a${esc}[2Jb${esc}[10;20Hc${esc}[?1049hd${esc}[6n`)).toBe('abcd');
    expect(sanitizeLine(`${esc}]0;title\u0007x${esc}]8;;http://e${esc}\\y${esc}P+q544e${esc}\\z`)).toBe(
      'xyz',
    );
    expect(sanitizeLine(`${esc}cfull\u0007\u0008\u009b2J`)).toBe('full2J');
    expect(sanitizeLine(`${esc}]0;never closed`)).toBe('0;never closed');
    expect(sanitizeLine(`end${esc}`)).toBe('end');
  });

  it('leaves no escape but colours in any text', () => {
    const piece = fc.constantFrom(
      esc,
      '[',
      ']',
      '0',
      ';',
      'm',
      'J',
      '\u0007',
      '\\',
      'P',
      '\u009b',
      'x',
      '\r',
      '?',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const clean = sanitizeLine(pieces.join('')).replace(colour, '');
        return !Array.from(clean).some(isControl);
      }),
    );
  });

  it('shows the last state of a progress bar', () => {
    expect(plainLine('10%\r50%\r100%\r')).toBe('100%');
    expect(messageLines('a\r\nb\n')).toEqual(['a', 'b']);
  });
});

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
      },
    ]);
  });

  it('reads a syntax error, which has no heading, and each of a chain', () => {
    expect(
      read(
        '  File "/opt/ml/code/train.py", line 3\n    x = (\n        ^\nSyntaxError: \'(\' was never closed',
      ),
    ).toEqual([
      { frames: [{ file: '/opt/ml/code/train.py', line: 3 }], error: "SyntaxError: '(' was never closed" },
    ]);
    const chain = `Traceback (most recent call last):
  File "a.py", line 1, in f
KeyError: 'x'

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "a.py", line 2, in f
KeyboardInterrupt`;
    expect(read(chain).map(({ error }) => error)).toEqual(["KeyError: 'x'", 'KeyboardInterrupt']);
  });

  it('keeps little of an endless recursion, the outermost and innermost frames', () => {
    const frames = Array.from({ length: 5000 }, (_, i) => `  File "a.py", line ${i + 1}, in f`).join('\n');
    const [traceback] = read(`Traceback (most recent call last):\n${frames}\nRecursionError: deep`);
    expect(traceback?.frames.length).toBe(100);
    expect(traceback?.frames.at(-1)?.line).toBe(5000);
    expect(traceback?.frames[0]?.line).toBe(1);
  });

  it('knows the paths of a job’s own code', () => {
    expect(codePath('/opt/ml/code/pkg/model.py')).toBe('pkg/model.py');
    expect(codePath('/data/jobs/j/opt/ml/code/train.py')).toBe('train.py');
    expect(codePath('C:\\data\\opt\\ml\\code\\a\\b.py')).toBe('a/b.py');
    expect(codePath('/x/opt/ml/model/code/inference.py')).toBe('inference.py');
    expect(codePath('/opt/ml/code/../../etc/passwd')).toBeUndefined();
    expect(codePath('/usr/lib/python3/json.py')).toBeUndefined();
  });
});

describe('states', () => {
  it('says what a job waits for', () => {
    const state = trainingJobState({
      TrainingJobStatus: 'InProgress',
      SecondaryStatus: 'Pending',
      SecondaryStatusTransitions: [{ Status: 'Pending', StartTime: new Date(1000) }],
    } as Parameters<typeof trainingJobState>[0]);
    expect(plain(waitingLine(state, 121_000))).toBe('Pending: waiting for capacity, 2 min');
    expect(plain(headerLine('Training job j', state, 'this machine'))).toBe(
      'Training job j · In progress · this machine',
    );
  });

  it('sums up what has ended', () => {
    const state = trainingJobState({
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
    } as Parameters<typeof trainingJobState>[0]);
    expect(summaryLines(state, { offersModel: true, withTraceback: true }).map(plain)).toEqual([
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
    const state = trainingJobState({
      TrainingJobStatus: 'Completed',
      SecondaryStatus: 'Completed',
      FinalMetricDataList: names.map((MetricName, i) => ({ MetricName, Value: i / 8 })),
    } as Parameters<typeof trainingJobState>[0]);
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
    expect(summaryLines(state, { offersModel: false, withTraceback: false }).map(plain)).toEqual([
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
    expect(endpointState({ ...base, EndpointStatus: 'InService' }).end).toBeUndefined();
    expect(endpointState({ ...base, EndpointStatus: 'Failed', FailureReason: 'r' }).end).toMatchObject({
      outcome: 'failed',
      reason: 'r',
    });
  });
});

describe('lines', () => {
  it('carry the host when there are several', () => {
    const event = { stream: 'j/algo-2-17', timestamp: 0, message: 'hello' };
    expect(eventLines(event, ['j/algo-2-17'])).toEqual(['hello']);
    expect(eventLines(event, ['j/algo-1-17', 'j/algo-2-17']).map(plain)).toEqual(['[algo-2] hello']);
    expect(hostOf('AllTraffic/i-0123')).toBe('i-0123');
  });

  it('are readable when they are JSON', () => {
    expect(readableJson('{"level":"warning","time":"x","msg":"lost a batch","step":3}')).toBe(
      'WARNING lost a batch  step=3',
    );
    expect(readableJson('{"loss":0.3}')).toBeUndefined();
    expect(readableJson('{broken}')).toBeUndefined();
  });

  it('durations', () => {
    expect([400, 12_000, 60_000, 185_000, 3_600_000, 7_440_000].map(formatDuration)).toEqual([
      '400 ms', '12 s', '1 min', '3 min 5 s', '1 h', '2 h 4 min',
    ]); // prettier-ignore
  });
});

function plain(text: string | undefined): string {
  return plainLine(text ?? '');
}

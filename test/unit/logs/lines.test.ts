import { describe, expect, it } from 'vitest';
import { hostColour, hostOf } from '../../../src/logs/text/hosts.ts';
import { parseFilter, filterText } from '../../../src/logs/text/filter.ts';
import { findLinks } from '../../../src/logs/text/findLinks.ts';
import { readableJson } from '../../../src/logs/text/jsonLine.ts';
import { parseMoment } from '../../../src/logs/text/moment.ts';
import { barOf } from '../../../src/logs/text/progress.ts';
import { withoutColours } from '../../../src/logs/text/sanitize.ts';
import { StreamReader } from '../../../src/logs/text/streamReader.ts';
import { readKeys } from '../../../src/logs/tailKeys.ts';

describe('readableJson', () => {
  it('shows level, message, and the rest behind them', () => {
    const cases = {
      '{"level":"warning","time":"x","msg":"lost a batch","step":3}': 'WARNING lost a batch  step=3',
      // structlog, python-json-logger, pino and logging by number, OpenTelemetry
      '{"event":"done","level":"info","timestamp":"t","loss":0.25}': 'INFO done  loss=0.25',
      '{"asctime":"t","levelname":"ERROR","message":"no rows","name":"train"}': 'ERROR no rows  name=train',
      '{"level":30,"msg":"slow"}': 'WARNING slow',
      '{"level":30,"time":1795000000000,"pid":7,"hostname":"h","msg":"up"}': 'INFO up  pid=7 hostname=h',
      '{"name":"app","hostname":"h","pid":7,"level":50,"msg":"down","time":"t","v":0}':
        'ERROR down  name=app hostname=h pid=7 v=0',
      '{"level":"info","msg":"one\\r\\ntwo","step":3}': 'INFO one  step=3\ntwo',
      '{"severityText":"INFO","body":"up","n":{"a":[1]},"s":"two words"}':
        'INFO up  n={"a":[1]} s="two words"',
      '{"text":"t | INFO | x - saved\\n","record":{"level":{"name":"INFO","no":20},"message":"saved","extra":{"epoch":1}}}':
        'INFO saved  epoch=1',
    };
    for (const [line, readable] of Object.entries(cases)) expect(readableJson(line)).toBe(readable);
  });

  it('puts an exception on lines of its own', () => {
    const exc = 'Traceback (most recent call last):\\n  File \\"a.py\\", line 3, in f\\nValueError: no';
    expect(readableJson(`{"level":"error","message":"failed","exc_info":"${exc}"}`)).toBe(
      'ERROR failed\nTraceback (most recent call last):\n  File "a.py", line 3, in f\nValueError: no',
    );
  });

  it('leaves what is no message', () => {
    for (const line of ['{"loss":0.3}', '{broken}', '[1]', '{"msg":3}', `{"msg":"${'x'.repeat(70_000)}"}`])
      expect(readableJson(line)).toBeUndefined();
  });
});

describe('StreamReader', () => {
  const read = (...messages: string[]) => {
    const reader = new StreamReader();
    const lines: string[] = [];
    for (const message of messages)
      reader.read({ stream: 's', timestamp: 0, message }, ({ level, text }) =>
        lines.push(`${level}: ${withoutColours(text)}`),
      );
    return { reader, lines };
  };

  it('knows how serious lines are that belong to the one above', () => {
    const { lines, reader } = read(
      'epoch=1',
      'ERROR:root:failed',
      '  because of this',
      'epoch=2',
      'Traceback (most recent call last):\n  File "a.py", line 3, in f\n    x()\nValueError: no',
      'epoch=3',
    );
    expect(lines).toEqual([
      'none: epoch=1',
      'error: ERROR:root:failed',
      'error:   because of this',
      'none: epoch=2',
      'error: Traceback (most recent call last):',
      'error:   File "a.py", line 3, in f',
      'error:     x()',
      'error: ValueError: no',
      'none: epoch=3',
    ]);
    expect(reader.traceback?.error).toBe('ValueError: no');
    expect(reader.error.text.split('\n').length).toBe(4);
  });

  it('finds tracebacks of ranks, and in JSON', () => {
    const rank = '[1,mpirank:1,algo-2]<stderr>:';
    const { reader } = read(
      ...['Traceback (most recent call last):', '  File "a.py", line 3, in f', 'KeyError: 1'].map(
        (l) => rank + l,
      ),
    );
    expect(reader.traceback?.error).toBe('KeyError: 1');
  });

  it('colours a level where the line has no colours of its own', () => {
    const out: string[] = [];
    for (const message of ['INFO: x', '\u001b[35mINFO: x'])
      new StreamReader().read({ stream: 's', timestamp: 0, message }, ({ text }) => out.push(text));
    expect(out).toEqual(['\u001b[32mINFO\u001b[0m: x', '\u001b[35mINFO: x\u001b[0m']);
  });

  it('reads what comes again after a stop once', () => {
    const reader = new StreamReader();
    const all = [1, 2, 3, 3, 3, 4].map((timestamp, i) => ({ stream: 's', timestamp, message: `line ${i}` }));
    const seen: string[] = [];
    const take = (events: typeof all) => {
      for (const event of events) reader.read(event, ({ text }) => seen.push(text));
    };
    take(all.slice(0, 4));
    reader.rewind();
    take(all.slice(1));
    expect(seen).toEqual(all.map(({ message }) => message));
  });

  it('shows a line of a megabyte cut, quickly', () => {
    const { lines } = read(
      'x'.repeat(1_048_576),
      `{"msg":"${'y'.repeat(1_048_576)}"}`,
      '\u001b['.repeat(500_000),
    );
    expect(lines.map((line) => line.length < 9000)).toEqual([true, true, true]);
    expect(lines[0]).toMatch(/cut here: open as document to see the rest$/);
  });

  it('shows what stands behind what is not shown, however long that is', () => {
    const states = Array.from(
      { length: 101 },
      (_, p) => `\rtrain: ${p}%|${'#'.repeat(100)}| ${p}/100 [00:01<00:02]`,
    );
    const { lines } = read(states.join(''), `\u001b]52;c;${'A'.repeat(1_000_000)}\u0007done`);
    expect(lines).toEqual([`none: ${states.at(-1)?.slice(1)}`, 'none: done']);
  });

  it('keeps the lines around one that rewrites itself', () => {
    const bars: string[] = [];
    const lines: string[] = [];
    for (const message of ['\r\nfirst\r\nsecond', '\r10%\nsaved\n\r20%', 'half\r'])
      new StreamReader().read({ stream: 's', timestamp: 0, message }, ({ bar, text }) =>
        (bar ? bars : lines).push(text),
      );
    expect(lines).toEqual(['', 'first', 'second', 'saved']);
    expect(bars).toEqual(['10%', '20%', 'half']);
  });
});

describe('barOf', () => {
  const key = (line: string) => barOf(line)?.key;

  it('tells bars apart by all but what counts', () => {
    expect(key('Epoch 3:  45%|████      | 45/100 [00:01<00:02, 30.1it/s, v_num=0]')).toBe(
      key('Epoch 4:   1%|          | 1/100 [00:00<00:09, 12.1it/s, v_num=0]'),
    );
    expect(key('a:  45%|████▌| 45/100 [00:01<00:02, 3it/s]')).not.toBe(
      key('b:  45%|████▌| 45/100 [00:01<00:02, 3it/s]'),
    );
    expect(barOf('120it [00:04, 29.7it/s]')?.at).toBe(120);
    expect(barOf('45/100 [=====>......] - ETA: 2s - loss: 0.3')?.at).toBe(45);
    expect(barOf('model.safetensors:  12%|█▏        | 62.9M/548M [00:01<00:07, 62MB/s]')?.at).toBe(12);
  });

  it('takes no other line for one', () => {
    for (const line of ['epoch=1 loss=0.3', '3/4 tests passed', 'accuracy 45% | loss', '━━━━', '10 it [x]'])
      expect(barOf(line)).toBeUndefined();
  });
});

describe('parseFilter', () => {
  it('reads text, expressions and levels', () => {
    const text = (typed: string) => {
      const { filter } = parseFilter(typed);
      return filter && filterText(filter);
    };
    expect(text('loss ')).toBe('"loss"');
    expect(text('/loss=\\d/i')).toBe('/loss=\\d/i');
    expect(text('>=warn')).toBe('≥ warning');
    expect(text('≥error timeout')).toBe('≥ error "timeout"');
    expect(text('level:info /a|b/')).toBe('≥ info /a|b/');
    expect(text('')).toBeUndefined();
    expect(text('/opt/ml')).toBe('"/opt/ml"');
  });

  it('says what is wrong', () => {
    expect(parseFilter('/(/').problem).toMatch(/Unterminated group/);
    expect(parseFilter('>=loud').problem).toMatch(/No level is called "loud"/);
  });
});

describe('findLinks', () => {
  const links = (line: string) =>
    findLinks(line).map(({ start, end, target }) => [
      line.slice(start, end),
      target.type === 'file'
        ? `${target.file}:${target.line}`
        : target.type === 's3'
          ? target.uri
          : `${target.reference.kind} ${target.reference.name}`,
    ]);

  it('finds places in code, however they are printed', () => {
    expect(links('  File "/opt/ml/code/pkg/train.py", line 12, in f')).toEqual([
      ['File "/opt/ml/code/pkg/train.py", line 12', '/opt/ml/code/pkg/train.py:12'],
    ]);
    expect(links('/opt/ml/code/train.py:7: UserWarning: x')).toEqual([
      ['/opt/ml/code/train.py:7', '/opt/ml/code/train.py:7'],
    ]);
    expect(links('tests/test_a.py:3: AssertionError')).toEqual([['tests/test_a.py:3', 'tests/test_a.py:3']]);
    expect(links('I1121 15:04:05.1 140 loader.py:12] x')).toEqual([['loader.py:12', 'loader.py:12']]);
    expect(links('/opt/conda/lib/python3.11/site-packages/torch/nn.py:3: UserWarning')).toEqual([]);
    expect(links('12:30:05 ratio 1.5:2')).toEqual([]);
    expect(links('  File "my code/train model.py", line 3')).toEqual([
      ['File "my code/train model.py", line 3', 'my code/train model.py:3'],
    ]);
    expect(links('train.py:3:5: E999')).toEqual([['train.py:3', 'train.py:3']]);
    expect(links('see /opt/ml/code/modèles/tâche@2.py:3')).toEqual([
      ['/opt/ml/code/modèles/tâche@2.py:3', '/opt/ml/code/modèles/tâche@2.py:3'],
    ]);
    expect(links('C:\\jobs\\train.py:3: UserWarning')).toEqual([]);
  });

  it('finds what is in S3 and in SageMaker', () => {
    const arn = 'arn:aws:sagemaker:us-east-1:111122223333:training-job/penguins-1';
    expect(links(`saved s3://bucket/a/model.tar.gz, see ${arn}.`)).toEqual([
      ['s3://bucket/a/model.tar.gz', 's3://bucket/a/model.tar.gz'],
      [arn, 'trainingJob penguins-1'],
    ]);
    expect(links('INFO:sagemaker:Creating training-job with name: penguins-2026-11')).toEqual([
      ['penguins-2026-11', 'trainingJob penguins-2026-11'],
    ]);
    expect(links('Creating endpoint with name penguins')).toEqual([['penguins', 'endpoint penguins']]);
    expect(links('Model name: bert-base-uncased')).toEqual([]);
    const odd = ['s3://b-1/a(1)/dt=2026-11-21/é+%20*.csv', 's3://b-1/x'];
    expect(links(`(from ${odd[0]}), [${odd[1]}]! Is it ${odd[1]}?`).map(([found]) => found)).toEqual([
      odd[0],
      odd[1],
      odd[1],
    ]);
    expect(links(`${arn}, "${arn}"; (${arn}):`).map(([found]) => found)).toEqual([arn, arn, arn]);
  });
});

describe('hosts', () => {
  it('are called by what tells them apart, and keep their colours', () => {
    expect(
      ['j/algo-2-17', 'AllTraffic/i-0123', 'j/i-0abc-1795000000000', 'nb/jupyter.log'].map(hostOf),
    ).toEqual(['algo-2', 'i-0123', 'i-0abc', 'jupyter.log']);
    const colours = Array.from({ length: 500 }, (_, i) => hostColour(`algo-${i + 1}`));
    expect(new Set(colours.slice(0, 20)).size).toBe(20);
    expect(hostColour('algo-7')).toBe(colours[6]);
    expect(hostColour('i-0123')).toBe(hostColour('i-0123'));
  });
});

describe('parseMoment', () => {
  const now = new Date(2026, 10, 21, 15, 4, 5).getTime();
  const at = (...parts: [number, number, number, number, number]) => new Date(...parts).getTime();

  it('reads times as people type them', () => {
    expect(parseMoment('14:30', now)).toBe(at(2026, 10, 21, 14, 30));
    expect(parseMoment('23:00', now)).toBe(at(2026, 10, 20, 23, 0));
    expect(parseMoment('2026-11-20', now)).toBe(at(2026, 10, 20, 0, 0));
    expect(parseMoment('2026-11-20 08:15', now)).toBe(at(2026, 10, 20, 8, 15));
    expect(parseMoment('2026-11-20T08:15:00Z', now)).toBe(Date.UTC(2026, 10, 20, 8, 15));
    expect(parseMoment('2h 30m', now)).toBe(now - 9_000_000);
    expect(parseMoment('15min', now)).toBe(now - 900_000);
    for (const none of ['', 'x', '25:00', '2027-01-01', '2026-13-01', '3'])
      expect(parseMoment(none, now)).toBeUndefined();
  });
});

describe('readKeys', () => {
  it('tells keys from answers and from what is pasted', () => {
    expect(readKeys('f')).toEqual({ answers: 0, keys: ['filter'] });
    expect(readKeys('\u001b[0n\u001b[0nt')).toEqual({ answers: 2, keys: ['timestamps'] });
    expect(readKeys('some text')).toEqual({ answers: 0, keys: [] });
    expect(readKeys('x\u0003')).toEqual({ answers: 0, keys: ['stop'] });
  });
});

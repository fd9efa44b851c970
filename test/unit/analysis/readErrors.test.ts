import { describe, expect, it } from 'vitest';
import { exitCodeIn, exitCodeText } from '../../../src/analysis/failures/exitCode.ts';
import { mapLine } from '../../../src/analysis/failures/lineMap.ts';
import { allErrors, firstLine } from '../../../src/analysis/failures/programError.ts';
import { mainError, readErrors } from '../../../src/analysis/failures/readErrors.ts';
import { sentPath } from '../../../src/analysis/failures/sentPath.ts';

const read = (text: string) => readErrors(text.split('\n'));
const main = (text: string) => mainError(read(text));
const places = (error: ReturnType<typeof main>) => error?.frames.map(({ file, line }) => `${file}:${line}`);

describe('readErrors', () => {
  it('reads frames with their code, and a message of several lines', () => {
    const [found, ...others] = read(`epoch=1
Traceback (most recent call last):
  File "/opt/ml/code/train.py", line 40, in <module>
    main()
    ~~~~^^
  File "/opt/ml/code/src/model.py", line 7, in main
    net.load_state_dict(state)
RuntimeError: Error(s) in loading state_dict for Net:
\tsize mismatch for fc.weight
epoch=2`);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ first: 1, last: 8, lane: '', survived: false });
    expect(found?.error).toBe(
      'RuntimeError: Error(s) in loading state_dict for Net:\n\tsize mismatch for fc.weight',
    );
    expect(found?.frames[1]).toEqual({
      file: '/opt/ml/code/src/model.py',
      line: 7,
      function: 'main',
      code: 'net.load_state_dict(state)',
    });
  });

  it('chains what was raised from another, and while another was handled', () => {
    const [found, ...others] = read(`Traceback (most recent call last):
  File "/opt/ml/code/a.py", line 1, in f
    x
KeyError: 'a'

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "/opt/ml/code/b.py", line 2, in g
    y
ValueError: b

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/opt/ml/code/c.py", line 3, in h
    z
OSError: c`);
    expect(others).toEqual([]);
    expect(found?.first).toBe(0);
    expect(allErrors(found!).map(({ error, from }) => [error, from?.how])).toEqual([
      ['OSError: c', 'context'],
      ['ValueError: b', 'cause'],
      ["KeyError: 'a'", undefined],
    ]);
  });

  it('reads groups, and groups in groups', () => {
    const found = main(`  + Exception Group Traceback (most recent call last):
  |   File "/opt/ml/code/train.py", line 9, in <module>
  |     raise ExceptionGroup("two", errors)
  | ExceptionGroup: two (2 sub-exceptions)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File "/opt/ml/code/train.py", line 4, in load
    |     raise ValueError("a")
    | ValueError: a
    +---------------- 2 ----------------
    | TypeError: b
    +------------------------------------`);
    expect(found?.error).toBe('ExceptionGroup: two (2 sub-exceptions)');
    expect(places(found)).toEqual(['/opt/ml/code/train.py:9']);
    expect(found?.group.map(({ error, frames }) => [error, frames[0]?.line])).toEqual([
      ['ValueError: a', 4],
      ['TypeError: b', undefined],
    ]);
  });

  it('reads a syntax error of the script itself, and of a module that it imports', () => {
    expect(
      main(
        '  File "/opt/ml/code/train.py", line 2\n    print("x"\n         ^\nSyntaxError: \'(\' was never closed',
      ),
    ).toMatchObject({
      frames: [{ file: '/opt/ml/code/train.py', line: 2, code: 'print("x"' }],
      error: "SyntaxError: '(' was never closed",
    });
    const imported = main(`Traceback (most recent call last):
  File "/opt/ml/code/train.py", line 1, in <module>
    import model
  File "/opt/ml/code/model.py", line 3
    def f(
         ^
SyntaxError: '(' was never closed`);
    expect(places(imported)).toEqual(['/opt/ml/code/train.py:1', '/opt/ml/code/model.py:3']);
  });

  it('tells the writers of one log apart: torchrun, MPI, Ray, TorchServe', () => {
    const interleaved = `[rank1]: Traceback (most recent call last):
[rank0]: Traceback (most recent call last):
[rank1]:   File "/opt/ml/code/train.py", line 5, in <module>
[rank0]:   File "/opt/ml/code/train.py", line 8, in <module>
[rank1]:     fail()
[rank0]:     dist.barrier()
[rank1]: ValueError: no rows
[rank0]: torch.distributed.DistBackendError: NCCL error in: ../torch/csrc
Traceback (most recent call last):
  File "/opt/conda/bin/torchrun", line 8, in <module>
    sys.exit(main())
torch.distributed.elastic.multiprocessing.errors.ChildFailedError:
============================================================
train.py FAILED`;
    expect(read(interleaved).map(({ lane }) => lane)).toEqual(['rank1', 'rank0', '']);
    expect(main(interleaved)).toMatchObject({ lane: 'rank1', error: 'ValueError: no rows' });
    for (const prefix of [
      '[1,0]<stderr>:',
      '[1,mpirank:0,algo-1]<stderr>:',
      '(train_fn pid=12, ip=10.0.0.1) ',
      '[default0]:',
      '2021-05-28 07:52:20,289 [INFO ] W-9002-model_1.0-stdout org.pytorch.serve.wlm.WorkerLifeCycle - ',
      '2024-05-01T10:00:00.123456Z ',
    ]) {
      const lines = [
        'Traceback (most recent call last):',
        '  File "/opt/ml/code/t.py", line 5, in f',
        '    x',
        'OSError: y',
      ];
      expect(main(lines.map((line) => prefix + line).join('\n')), prefix).toMatchObject({
        error: 'OSError: y',
      });
    }
  });

  it('takes what a logger says of an exception, and passes by what is no failure', () => {
    const logged = `2024-05-01 10:00:00,123 ERROR train: failed
2024-05-01 10:00:00,124 ERROR train: Traceback (most recent call last):
  File "/opt/ml/code/train.py", line 3, in <module>
    x
ValueError: logged`;
    expect(main(logged)?.error).toBe('ValueError: logged');
    expect(
      main(`/opt/ml/code/train.py:3: UserWarning: careful
  warnings.warn("careful")
Stack (most recent call last):
  File "/opt/ml/code/train.py", line 3, in <module>
    x
Exception ignored in: <function Loader.__del__ at 0x7f>
Traceback (most recent call last):
  File "/opt/ml/code/train.py", line 9, in __del__
AttributeError: gone
Done`),
    ).toBeUndefined();
  });

  it('prefers the person’s own error to that of whoever started the script', () => {
    expect(
      main(`Traceback (most recent call last):
  File "/opt/ml/code/train.py", line 3, in <module>
ValueError: mine
Traceback (most recent call last):
  File "/opt/conda/lib/python3.10/site-packages/accelerate/launch.py", line 8, in <module>
subprocess.CalledProcessError: Command '['python', 'train.py']' returned non-zero exit status 1.`)?.error,
    ).toBe('ValueError: mine');
  });

  it('reads crashes that faulthandler prints, what shells and argparse say, and Rich’s boxes', () => {
    expect(
      main(`Fatal Python error: Segmentation fault

Current thread 0x00007f1 (most recent call first):
  File "/opt/ml/code/native.py", line 4 in call
  File "/opt/ml/code/train.py", line 9 in <module>

Extension modules: numpy`),
    ).toMatchObject({
      error: 'Fatal Python error: Segmentation fault',
      frames: [{ line: 9 }, { file: '/opt/ml/code/native.py', line: 4 }],
    });
    expect(main('./train.sh: line 3: python4: command not found')).toMatchObject({
      frames: [{ file: 'train.sh', line: 3 }],
    });
    expect(main('usage: train.py [-h]\ntrain.py: error: unrecognized arguments: --x')?.frames).toEqual([]);
    const rich = `╭───────────── Traceback (most recent call last) ──────────────╮
│ /opt/ml/code/train.py:12 in main                             │
│                                                              │
│   11 def main():                                             │
│ ❱ 12     raise ValueError("no")                              │
╰──────────────────────────────────────────────────────────────╯
ValueError: no`;
    expect(main(rich)).toMatchObject({ error: 'ValueError: no', frames: [{ line: 12, function: 'main' }] });
  });

  it('reads of a crash the thread that has crashed, and what C++ throws', () => {
    const crash = main(`Fatal Python error: Segmentation fault

Thread 0x00007f1 (most recent call first):
  File "/opt/ml/code/train.py", line 4 in loader
  File "/usr/lib/python3.11/threading.py", line 975 in run

Thread 0x00007f2 (most recent call first):
  <no Python frame>

Current thread 0x00007f3 (most recent call first):
  File "/opt/ml/code/train.py", line 7 in step
  File "/opt/ml/code/train.py", line 8 in <module>

Extension modules: numpy`);
    expect(crash?.frames.map(({ line }) => line)).toEqual([8, 7]);
    expect(
      main(`Fatal Python error: Aborted

Thread 0x00007f1 (most recent call first):
  File "/opt/ml/code/train.py", line 4 in loader`)?.frames.map(({ line }) => line),
    ).toEqual([4]);
    const thrown = main(`terminate called after throwing an instance of 'c10::Error'
  what():  open file failed: /opt/ml/model/x.bin
frame #0: c10::Error::Error(c10::SourceLocation, std::string) + 0x57`);
    expect(thrown?.error).toBe('c10::Error: open file failed: /opt/ml/model/x.bin');
    expect(main("terminate called after throwing an instance of 'int'")?.error).toBe('C++ exception: int');
  });

  it('reads what Pytest and Hydra say', () => {
    const failed = main(`    def test_rows(rows):
>       assert count(rows) == 3, "rows are missing"
E       AssertionError: rows are missing
E       assert 2 == 3
E        +  where 2 = count([1, 2])

checks.py:8: AssertionError
=========================== short test summary info ============================
FAILED checks.py::test_rows - AssertionError: rows are missing`);
    expect(failed).toMatchObject({
      error: 'AssertionError: rows are missing',
      frames: [{ file: 'checks.py', line: 8 }],
    });
    const unread = main(`ImportError while importing test module '/opt/ml/code/checks.py'.
Traceback:
/usr/lib/python3.11/importlib/__init__.py:126: in import_module
    return _bootstrap._gcd_import(name[level:], package, level)
checks.py:1: in <module>
    import nothing_there
E   ModuleNotFoundError: No module named 'nothing_there'`);
    expect(unread).toMatchObject({
      error: "ModuleNotFoundError: No module named 'nothing_there'",
      frames: [{ line: 126 }, { file: 'checks.py', line: 1 }],
    });
    expect(main("Could not find a cached copy of 'squad', downloading")).toBeUndefined();
    const hydra = "In 'config': Could not find 'model/resnet'";
    expect(
      main(`${hydra}

Available options in 'model':
	linear`)?.error,
    ).toBe(hydra);
    expect(
      main(`Could not override 'lrr'.
To append to your config use +lrr=0.1`)?.error,
    ).toBe("Could not override 'lrr'.");
  });

  it('reads a message that begins on the next line, or quotes another traceback', () => {
    const quoting = main(`Traceback (most recent call last):
  File "/opt/ml/code/train.py", line 3, in search
    grid.fit(x)
  File "/usr/lib/python3.11/site-packages/sklearn/model_selection/_validation.py", line 9, in _warn_or_raise
ValueError: 
All the 15 fits failed.
It is very likely that your model is misconfigured.

15 fits failed with the following error:
Traceback (most recent call last):
  File "/usr/lib/python3.11/site-packages/sklearn/linear_model/_logistic.py", line 1194, in fit
ValueError: Solver lbfgs supports only 'l2' or None penalties, got l1 penalty.`);
    expect(quoting?.error).toBe(
      "ValueError: Solver lbfgs supports only 'l2' or None penalties, got l1 penalty.",
    );
    expect(quoting?.from?.error.frames[0]).toMatchObject({ line: 3 });
    const below = main(`Traceback (most recent call last):
  File "/opt/ml/code/train.py", line 3, in <module>
ValueError: 
no rows in shard 3`);
    expect(below && firstLine(below)).toBe('ValueError: no rows in shard 3');
  });

  it('is not led astray by other writers between the lines, nor by endless recursion', () => {
    const noisy = `Traceback (most recent call last):
worker 3: batch 12
  File "/opt/ml/code/train.py", line 3, in <module>
step 4 of 5
    x
ValueError: no`;
    expect(main(noisy)).toMatchObject({ error: 'ValueError: no', frames: [{ line: 3 }] });
    const frames = '  File "/opt/ml/code/train.py", line 3, in f\n    f()\n'.repeat(3000);
    const deep = main(`Traceback (most recent call last):\n${frames}RecursionError: maximum`);
    expect(deep?.frames.length).toBe(100);
  });
});

describe('readErrors, of what others print', () => {
  const frame = '  File "/opt/ml/code/net.py", line 7, in main\n    fail()\n';

  it('reads what torchrun quotes in its report, and takes it for the cause', () => {
    const found = main(`torch.distributed.elastic.multiprocessing.errors.ChildFailedError:
Root Cause (first observed failure):
[0]:
  exitcode  : 1 (pid: 12)
  traceback : Traceback (most recent call last):
    File "/opt/ml/code/net.py", line 7, in main
      fail()
  ValueError: bad batch

============================================================`);
    expect(found).toMatchObject({ error: 'ValueError: bad batch', frames: [{ line: 7, code: 'fail()' }] });
  });

  it('reads a traceback behind an open line, and one whose beginning was not read', () => {
    expect(main(`progress 50%Traceback (most recent call last):\n${frame}KeyError: 'a'`)?.error).toBe(
      "KeyError: 'a'",
    );
    const late = main(`    fail()\n${frame.repeat(3)}RecursionError: maximum recursion depth exceeded`);
    expect(late).toMatchObject({ error: 'RecursionError: maximum recursion depth exceeded' });
    expect(late?.frames).toHaveLength(3);
    expect(main(`started\n${frame}done: no error`)).toBeUndefined();
  });

  it('reads names that are not ASCII, or of a function', () => {
    for (const error of ['Größenfehler: zu groß', 'load.<locals>.BadRow: 3', '数据错误'])
      expect(main(`Traceback (most recent call last):\n${frame}${error}`)?.error).toBe(error);
  });

  it('reads notes and further lines of a message where nothing comes behind them but other tools', () => {
    const text = `Traceback (most recent call last):\n${frame}ValueError: bad row`;
    expect(main(`${text}\nwhile reading shard 3\n\nsee the wiki`)?.error).toBe(
      'ValueError: bad row\nwhile reading shard 3\n\nsee the wiki',
    );
    expect(main(`${text}\nnote\n2026-01-01 10:00:00 sagemaker-training-toolkit ERROR Reporting`)?.error).toBe(
      'ValueError: bad row\nnote',
    );
    expect(main(`${text}\n${'step\n'.repeat(13)}`)?.error).toBe('ValueError: bad row');
  });

  it('reads frames of Rich’s box where they are broken, and the code, but no variables', () => {
    expect(
      main(`╭──── Traceback (most recent call last) ────╮
│ /tmp/jobs/algo-1/opt/ml/code/tr           │
│ ain.py:8 in <module>                      │
│                                           │
│   7                                       │
│ ❱ 8 main("b")                             │
│                                           │
│ /tmp/jobs/algo-1/opt/ml/code/train.py:5   │
│ in main                                   │
│                                           │
│ ❱ 5 │   return data[x]                    │
│ ╭──────── locals ─────────╮               │
│ │ x = 'b.py:3 in c'       │               │
│ ╰─────────────────────────╯               │
╰───────────────────────────────────────────╯
KeyError: 'b'`)?.frames,
    ).toEqual([
      { file: '/tmp/jobs/algo-1/opt/ml/code/train.py', line: 8, function: '<module>', code: 'main("b")' },
      { file: '/tmp/jobs/algo-1/opt/ml/code/train.py', line: 5, function: 'main', code: 'return data[x]' },
    ]);
  });

  it('reads what parsers of arguments and other languages say', () => {
    for (const [text, error] of [
      [
        "Usage: train.py [OPTIONS]\nTry 'train.py --help' for help.\n\nError: Invalid value for '--epochs': 'ten'.",
        "Error: Invalid value for '--epochs': 'ten'.",
      ],
      [
        'Usage: train.py [OPTIONS]\n╭─ Error ─────────────────╮\n│ No such option: --lr    │\n╰─────────────────────────╯',
        'Error: No such option: --lr',
      ],
      ['ERROR: Could not consume arg: --lrr\nUsage: train.py <flags>', 'ERROR: Could not consume arg: --lrr'],
      [
        'Exception in thread "main" java.lang.Error: no rows\n\tat x.Main(Main.java:7)',
        'java.lang.Error: no rows',
      ],
      ["Error in f(x) : object 'y' not found\nExecution halted", "Error in f(x) : object 'y' not found"],
      ["FATAL Flags parsing error: Unknown command line flag 'lr'", undefined],
      ['usage: my trainer [-h]\nmy trainer: error: argument --opt: invalid choice', undefined],
    ])
      expect(main(text ?? '')?.error).toBe(error ?? text?.split('\n').at(-1));
    expect(main('Error: loss is high\nloader: error: retried\n│ a table │')).toBeUndefined();
  });
});

describe('what an error is mapped by', () => {
  it('sentPath: code folders wherever they are, and what was started by its name', () => {
    for (const [printed, path] of [
      ['/opt/ml/code/train.py', 'train.py'],
      ['/data/jobs/j/algo-1/opt/ml/code/src/a.py', 'src/a.py'],
      ['/opt/ml/model/code/inference.py', 'inference.py'],
      ['C:\\jobs\\opt\\ml\\code\\a\\b.py', 'a/b.py'],
      ['train.py', 'train.py'],
      ['./src/train.py', 'src/train.py'],
      ['/usr/lib/python3.11/json/decoder.py', undefined],
      ['<frozen runpy>', undefined],
      ['/opt/ml/code/../secret.py', undefined],
    ] as const)
      expect(sentPath(printed), printed).toBe(path);
  });

  it('exit codes', () => {
    expect(exitCodeIn('AlgorithmError: x, exit code: 137')).toBe(137);
    expect(exitCodeIn('AlgorithmError: ExecuteUserScriptError:\nExitCode 2\nErrorMessage ""')).toBe(2);
    expect(exitCodeIn('CapacityError: none')).toBeUndefined();
    expect([1, 137, 139, -9].map(exitCodeText)).toEqual([
      '1',
      '137 (SIGKILL)',
      '139 (SIGSEGV)',
      '-9 (SIGKILL)',
    ]);
  });

  it('mapLine: where a line is after edits', () => {
    const before = ['a', 'b', 'c', 'd', 'e'];
    expect(mapLine(before, before, 3)).toBe(3);
    expect(mapLine(before, ['x', ...before], 3)).toBe(4);
    expect(mapLine(before, ['a', 'c', 'd', 'e'], 5)).toBe(4);
    expect(mapLine(before, ['a', 'c', 'd', 'e'], 2)).toBeUndefined();
    expect(mapLine(before, ['a', 'B', 'c', 'new', 'd', 'E'], 4)).toBe(5);
    expect(mapLine(before, ['a', 'B', 'c', 'new', 'd', 'E'], 2)).toBeUndefined();
    expect(mapLine(before, [], 2)).toBeUndefined();
    expect(mapLine(before, before, 9)).toBeUndefined();
  });
});

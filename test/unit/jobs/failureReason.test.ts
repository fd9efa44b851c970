import { expect, test } from 'vitest';
import { failureReason } from '../../../src/engine/jobs/failureReason.ts';
import { type HostEnded, type HostStep } from '../../../src/engine/jobs/hostSpec.ts';

const step: HostStep = {
  command: '/usr/bin/python3',
  args: ['train.py', '--epochs', '10', '--note', 'two words'],
  failure: 'ExecuteUserScriptError',
};
const ended: HostEnded = { reason: 'exited', step: 0, exitCode: 1, signal: null, tail: '', endedAt: 0 };

test('the last traceback, without what was printed before it', () => {
  const tail = [
    'epoch=1 loss=2',
    'Traceback (most recent call last):',
    '  File "train.py", line 3, in <module>',
    '    raise ValueError("no")',
    'ValueError: no',
  ].join('\n');
  expect(failureReason({ ...ended, tail }, step, undefined)).toBe(
    'AlgorithmError: ExecuteUserScriptError:\nExitCode 1\nErrorMessage "Traceback (most recent call last):\n' +
      '  File "train.py", line 3, in <module>\n    raise ValueError("no")\nValueError: no"\n' +
      `Command "/usr/bin/python3 train.py --epochs 10 --note 'two words'", exit code: 1`,
  );
});

test('a syntax error has no traceback line', () => {
  const tail = 'hello\n  File "/x/train.py", line 2\n    def (\n        ^\nSyntaxError: invalid syntax\n';
  const reason = failureReason({ ...ended, tail }, step, undefined);
  expect(reason).toContain(
    'ErrorMessage "  File "/x/train.py", line 2\n    def (\n        ^\nSyntaxError: invalid syntax"',
  );
  expect(reason).not.toContain('hello');
});

test('at most 1024 characters, the end of the traceback kept', () => {
  const tail = `Traceback (most recent call last):\n${'  File "x", line 1\n'.repeat(200)}KeyError: 'the end'`;
  const reason = failureReason({ ...ended, tail }, step, undefined);
  expect(reason.length).toBe(1024);
  expect(reason).toContain(`KeyError: 'the end'"\nCommand`);
});

test('the script’s own words come first', () => {
  expect(failureReason({ ...ended, exitCode: 3 }, step, 'bad data\n')).toBe(
    'AlgorithmError: bad data, exit code: 3',
  );
  const long = failureReason(ended, step, 'x'.repeat(2000));
  expect(long.length).toBe(1024);
  expect(long.endsWith('…, exit code: 1')).toBe(true);
});

test('a kill looks like too little memory', () => {
  const reason = failureReason({ ...ended, exitCode: null, signal: 'SIGKILL', tail: 'a' }, step, undefined);
  expect(reason).toContain('ExitCode 137');
  expect(reason).toContain('ExtraInfo "OutOfMemory: Process killed by SIGKILL (signal 9)"');
});

test('requirements that cannot be installed', () => {
  const install: HostStep = { ...step, failure: 'InstallRequirementsError' };
  const reason = failureReason({ ...ended, tail: 'ERROR: No matching distribution' }, install, undefined);
  expect(reason).toMatch(
    /^AlgorithmError: InstallRequirementsError:\nExitCode 1\nErrorMessage "ERROR: No matching/,
  );
});

test('an exception group is quoted whole, with paths as a container has them', () => {
  const base = '/home/me/jobs/j/algo-1/opt/ml';
  const tail = `epoch=1
  + Exception Group Traceback (most recent call last):
  |   File "${base}/code/train.py", line 3, in <module>
  | ExceptionGroup: two (1 sub-exception)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File "${base}/code/train.py", line 1, in read
    | OSError: none
    +------------------------------------`;
  const reason = failureReason({ ...ended, tail }, step, undefined, base);
  expect(reason).toContain('ErrorMessage "  + Exception Group Traceback');
  expect(reason).toContain('File "/opt/ml/code/train.py", line 3');
  expect(reason).not.toContain('/home/me');
});

import { describe, expect, it } from 'vitest';
import type { ProgramError } from '../../../../src/analysis/failures/programError.ts';
import { isOwnRaise, said } from '../../../../src/analysis/failures/raised.ts';
import { blamedLine, ownFrame } from '../../../../src/logs/failures/blame.ts';
import { type FailureAccount, shortReason } from '../../../../src/logs/failures/failureAccount.ts';

const at = (file: string, line: number, error: string, more: Partial<ProgramError> = {}): ProgramError => ({
  frames: [{ file, line }],
  error,
  group: [],
  ...more,
});
const account = (more: Partial<FailureAccount>): FailureAccount => ({
  target: { kind: 'trainingJob', name: 'job-1' },
  title: 'Training job job-1',
  arn: '',
  status: 'Failed',
  hosts: [],
  unread: 0,
  explanations: [],
  source: { folder: '' },
  ...more,
});
const quoting = (message: string) =>
  `AlgorithmError: ExecuteUserScriptError:\nExitCode 3\nErrorMessage "${message}"\nCommand "python train.py", exit code: 3`;

describe('where an error is mended', () => {
  it('is where another process raised it first, and where the only one of a group did', () => {
    const inner = at('work.py', 2, 'ValueError: row 0');
    const again = at('train.py', 4, 'ValueError: row 0', { from: { how: 'cause', error: inner } });
    expect(ownFrame(again)).toMatchObject({ path: 'work.py', line: 2 });
    expect(ownFrame({ ...again, error: 'RuntimeError: row 0' })).toMatchObject({ path: 'train.py' });
    const group = at('train.py', 9, 'ExceptionGroup: in a TaskGroup (1 sub-exception)', { group: [inner] });
    expect(ownFrame(group)).toMatchObject({ path: 'work.py' });
    expect(shortReason(account({ error: group }))).toBe('ValueError: row 0');
    expect(ownFrame({ ...group, group: [inner, inner] })).toMatchObject({ path: 'train.py' });
  });

  it('is in a file that was sent, where it can be read', async () => {
    const frames = [
      { file: 'train.py', line: 3 },
      { file: 'config', line: 1 },
    ];
    const error = { frames, error: 'NameError: x', group: [] };
    const read = (path: string) => Promise.resolve(path === 'train.py' ? 'text' : undefined);
    expect(await blamedLine(account({ error }), read)).toEqual({ path: 'train.py', line: 3 });
    expect(await blamedLine(account({ error }), () => Promise.resolve(undefined))).toMatchObject({ line: 1 });
  });
});

describe('what is said of an error', () => {
  it('is the program’s last word where it raised nothing', () => {
    expect(shortReason(account({ reason: quoting('epoch 1\nno rows: give up\n') }))).toBe('no rows: give up');
    expect(shortReason(account({ reason: quoting('') }))).toBe('AlgorithmError: ExecuteUserScriptError:');
    expect(shortReason(account({ reason: 'CapacityError: none' }))).toBe('CapacityError: none');
  });

  it('tells a missing environment variable from another key, and own code from libraries', () => {
    expect(said(at('<frozen os>', 679, "KeyError: 'TOKEN'"))).toBe("KeyError: 'TOKEN'\nos.environ");
    expect(said(at('train.py', 3, "KeyError: 'TOKEN'"))).toBe("KeyError: 'TOKEN'");
    expect(isOwnRaise(at('/opt/ml/code/train.py', 3, 'ValueError'))).toBe(true);
    expect(isOwnRaise(at('/usr/lib/python3/json/decoder.py', 3, 'ValueError'))).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { statusView, words } from '../../../src/catalog/status.ts';
import { age, descriptionText } from '../../../src/catalog/text.ts';
import { type Resource } from '../../../src/catalog/resource.ts';

const now = Date.parse('2026-11-21T12:00:00Z');
const ago = (seconds: number) => new Date(now - seconds * 1000);
const resource = (fields: Partial<Resource>): Resource => ({
  kind: 'trainingJob',
  name: 'penguins',
  arn: 'arn:aws:sagemaker:us-east-1:000000000000:training-job/penguins',
  status: undefined,
  step: undefined,
  createdAt: undefined,
  modifiedAt: undefined,
  endedAt: undefined,
  ...fields,
});

describe('age', () => {
  it.each([
    [-3, 'just now'],
    [9, 'just now'],
    [59, '59 s ago'],
    [120, '2 min ago'],
    [7200, '2 h ago'],
    [3 * 86_400, '3 d ago'],
    [40 * 86_400, '2026-10-12'],
  ])('%d s ago is %s', (seconds, text) => expect(age(ago(seconds), now)).toBe(text));
});

describe('descriptionText', () => {
  const shown = (fields: Partial<Resource>) => {
    const item = resource(fields);
    return descriptionText(item, item.status === undefined ? undefined : statusView(item.status), now);
  };

  it('of work that has ended: how, when, how long it took', () => {
    expect(shown({ status: 'Completed', createdAt: ago(124), endedAt: ago(120) })).toBe(
      'Completed · 2 min ago · 4 s',
    );
  });

  it('of work in progress: what it does now and for how long', () => {
    expect(shown({ status: 'InProgress', step: 'Downloading', createdAt: ago(12) })).toBe(
      'Downloading · 12 s',
    );
    expect(shown({ status: 'Creating', createdAt: ago(3) })).toBe('Creating · 3 s');
  });

  it('of what has no status: its age', () => {
    expect(shown({ createdAt: ago(7200) })).toBe('2 h ago');
    expect(shown({})).toBe('');
  });
});

describe('statusView', () => {
  it('knows what will change by itself', () => {
    expect(['InProgress', 'Stopping', 'Creating', 'Deleting'].map((s) => statusView(s).inProgress)).toEqual(
      Array(4).fill(true),
    );
    expect(
      ['Completed', 'Failed', 'Stopped', 'InService', 'Created'].map((s) => statusView(s).inProgress),
    ).toEqual(Array(5).fill(false));
  });

  it('shows a status that is new to it as SageMaker writes it', () => {
    expect(statusView('MovingHouse')).toEqual({
      words: 'Moving house',
      icon: 'question',
      color: undefined,
      inProgress: false,
    });
    expect(statusView('Reheating').inProgress).toBe(true);
  });

  it('writes words as people do', () => {
    expect(words('InProgress')).toBe('In progress');
    expect(words('LaunchingMLInstances')).toBe('Launching ML instances');
    expect(words('')).toBe('');
  });
});

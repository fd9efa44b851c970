import type { DescribeTrainingJobResponse } from '@aws-sdk/client-sagemaker';
import { describe, expect, it } from 'vitest';
import { type AskedJob, compare } from '../../../src/reports/compare/comparison.ts';
import { parametersOf } from '../../../src/reports/compare/parameters.ts';
import { brushKey, markedValues, movedBrush } from '../../../webview/compare/brushKeys.ts';
import { axisOf, type Brush, isWithin } from '../../../webview/compare/parallelLayout.ts';
import { bestJobs, cellText, sortJobs } from '../../../webview/compare/values.ts';

const minutes = (count: number): Date => new Date(1_795_000_000_000 + count * 60_000);

function job(name: string, given: Partial<DescribeTrainingJobResponse>, usdPerHour?: number): AskedJob {
  const description = {
    TrainingJobName: name,
    TrainingJobArn: `arn:aws:sagemaker:us-east-1:000000000000:training-job/${name}`,
    TrainingJobStatus: 'Completed',
    CreationTime: minutes(0),
    TrainingEndTime: minutes(30),
    ResourceConfig: { InstanceType: 'ml.g5.xlarge', InstanceCount: 2, VolumeSizeInGB: 30 },
    ...given,
  } as DescribeTrainingJobResponse;
  return { name, description, usdPerHour, problem: undefined };
}

const place = { label: 'dev · us-east-1', billed: true, now: minutes(60).getTime(), words: (s: string) => s };
const metric = (MetricName: string, Value: number) => ({ MetricName, Value, Timestamp: minutes(1) });
const three = [
  job(
    'a',
    { HyperParameters: { lr: '0.1', opt: '"adam"' }, FinalMetricDataList: [metric('val_loss', 0.3)] },
    2,
  ),
  job(
    'b',
    { HyperParameters: { lr: '0.01', opt: 'adam' }, FinalMetricDataList: [metric('val_loss', 0.2)] },
    2,
  ),
  job('c', { HyperParameters: { lr: '0.001', opt: 'adam', depth: '4' }, BillableTimeInSeconds: 900 }, 2),
];
const compared = compare(three, place);
const column = (id: string) => {
  const found = compared.columns.find((one) => one.id === id);
  if (!found) throw new Error(`no column ${id}`);
  return found;
};

describe('parametersOf', () => {
  it('reads the strings of the Python SDK, and leaves its own out', () => {
    const { description } = job('a', {
      HyperParameters: {
        lr: '0.1',
        name: '"resnet"',
        layers: '[1, 2]',
        sagemaker_program: '"train.py"',
        sagemaker_submit_directory: '"s3://b/source.tar.gz"',
        sagemaker_region: '"us-east-1"',
      },
    });
    expect(description && parametersOf(description)).toEqual([
      ['lr', 0.1],
      ['name', 'resnet'],
      ['layers', '[1, 2]'],
      ['Instance type', 'ml.g5.xlarge'],
      ['Instances', 2],
      ['Spot', 'no'],
      ['Source', 's3://b/source.tar.gz'],
      ['Script', 'train.py'],
    ]);
  });
});

describe('compare', () => {
  it('tells what differs from what does not', () => {
    const differing = compared.columns.filter(({ differs }) => differs).map(({ id }) => id);
    expect(differing).toEqual(['job/Cost', 'parameter/lr', 'parameter/depth', 'metric/val_loss']);
  });

  it('counts the cost of what is billed, else of what has run', () => {
    expect(compared.jobs.map(({ values }) => values['job/Cost'])).toEqual([1, 1, 0.5]);
    expect(compared.jobs.map(({ values }) => values['job/Duration'])).toEqual([1800, 1800, 1800]);
  });

  it('counts what runs until now, and says that more may come', () => {
    const running = { ...job('r', { TrainingJobStatus: 'InProgress' }) };
    delete (running.description as { TrainingEndTime?: Date }).TrainingEndTime;
    const { jobs, isRunning } = compare([running], place);
    expect(jobs[0]?.values['job/Duration']).toBe(3600);
    expect(isRunning).toBe(true);
  });

  it('has no cost where nothing is billed, and keeps the row of a job that cannot be asked', () => {
    const gone: AskedJob = {
      name: 'x',
      description: undefined,
      usdPerHour: undefined,
      problem: 'There is none.',
    };
    const { columns, jobs } = compare([...three, gone], { ...place, billed: false });
    expect(columns.map(({ id }) => id)).not.toContain('job/Cost');
    expect(columns.find(({ id }) => id === 'parameter/opt')?.differs).toBe(false);
    expect(jobs[3]).toMatchObject({ name: 'x', values: {}, problem: 'There is none.' });
  });
});

describe('the table', () => {
  it('sorts by a column, what has no value last, whichever way', () => {
    const names = (isDescending: boolean) =>
      sortJobs(compared.jobs, { column: 'metric/val_loss', isDescending }).map(({ name }) => name);
    expect(names(false)).toEqual(['b', 'a', 'c']);
    expect(names(true)).toEqual(['a', 'b', 'c']);
  });

  it('marks the best where the name tells what is good', () => {
    expect([...bestJobs(column('metric/val_loss'), compared.jobs)]).toEqual(['b']);
    expect([...bestJobs(column('parameter/lr'), compared.jobs)]).toEqual([]);
  });

  it('writes values as people read them', () => {
    expect(cellText(column('job/Duration'), 3725)).toBe('1 h 2 min');
    expect(cellText(column('job/Cost'), 0.004)).toBe('$0.004');
    expect(cellText(column('metric/val_loss'), 0.123456789)).toBe('0.123457');
    expect(cellText(column('metric/val_loss'), undefined)).toBe('–');
  });
});

describe('parallel coordinates', () => {
  it('spreads powers evenly', () => {
    const axis = axisOf(column('parameter/lr'), compared.jobs);
    const places = compared.jobs.map(({ values }) => axis?.position(values['parameter/lr']) ?? NaN);
    expect(places[0]).toBeCloseTo(1);
    expect(places[1]).toBeCloseTo(0.5);
    expect(places[2]).toBeCloseTo(0);
  });

  it('draws no axis where all are alike, and words in their order', () => {
    expect(axisOf(column('parameter/opt'), compared.jobs)).toBeUndefined();
    const jobs = ['10', 'b', '9'].map((opt, i) => ({
      ...compared.jobs[i]!,
      values: { 'parameter/opt': opt },
    }));
    expect(axisOf(column('parameter/opt'), jobs)?.ticks.map(({ value }) => value)).toEqual(['9', '10', 'b']);
  });

  it('leaves out what lies outside of a marked stretch, and what has no value there', () => {
    const axis = axisOf(column('metric/val_loss'), compared.jobs)!;
    const within = compared.jobs.filter((one) => isWithin(one, [axis], { 'metric/val_loss': [0, 0.5] }));
    expect(within.map(({ name }) => name)).toEqual(['b']);
  });

  it('are marked by keys, from job to job', () => {
    const jobs = [0.1, 0.4, 0.4, 0.2, undefined].map((loss, n) => ({
      ...compared.jobs[0]!,
      name: `${n}`,
      values: { 'metric/val_loss': loss },
    }));
    const axis = axisOf(column('metric/val_loss'), jobs)!;
    const after = (...keys: string[]) => {
      let brush: Brush | undefined;
      for (const key of keys) {
        const step = brushKey({ key: key.replace('^', ''), shiftKey: key.startsWith('^') });
        brush = step === 'all' || step === undefined ? undefined : movedBrush(axis, jobs, brush, step);
      }
      const { from, to } = markedValues(axis, jobs, brush)!;
      return { shown: [from, to], isAll: brush === undefined };
    };
    expect(after()).toEqual({ shown: [0.1, 0.4], isAll: true });
    expect(after('ArrowDown')).toEqual({ shown: [0.1, 0.2], isAll: false });
    expect(after('ArrowDown', '^ArrowUp')).toEqual({ shown: [0.2, 0.2], isAll: false });
    expect(after('ArrowDown', '^ArrowUp', '^ArrowUp', 'ArrowDown')).toEqual({
      shown: [0.2, 0.2],
      isAll: false,
    });
    expect(after('Home')).toEqual({ shown: [0.1, 0.1], isAll: false });
    expect(after('Home', 'End')).toEqual({ shown: [0.1, 0.4], isAll: true });
    expect(after('ArrowDown', 'Delete')).toEqual({ shown: [0.1, 0.4], isAll: true });
    // A stretch that was dragged where no job is begins at the job below.
    expect(movedBrush(axis, jobs, [0.5, 0.6], { end: 'upper', by: 1 })).toEqual([axis.position(0.2), 1]);
    expect(markedValues(axis, jobs, [0.5, 0.6])).toBeUndefined();
  });
});

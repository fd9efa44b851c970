import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { type ScriptArgument } from '../../../src/launch/script/scriptReading.ts';
import { decodeHyperparameter, toHyperparameter, valueProblem } from '../../../src/launch/hyperparameters.ts';
import { readInstances } from '../../../src/catalog/prices/instances.ts';
import { instanceFacts, orderInstances } from '../../../src/launch/instances.ts';
import { jobNameFor, nameProblem } from '../../../src/launch/jobName.ts';

const argument = (more: Partial<ScriptArgument>): ScriptArgument => ({
  name: 'a',
  type: 'text',
  required: false,
  origin: 'argparse',
  line: 1,
  ...more,
});

describe('jobNameFor', () => {
  const now = new Date('2026-11-21T09:08:07.006Z');

  it('names the script and the moment', () => {
    expect(jobNameFor('/home/me/train_model.py', now)).toBe('train-model-1121-090807-006');
    expect(jobNameFor('C:\\x\\__init__.py', now)).toBe('init-1121-090807-006');
    expect(jobNameFor('/x/训练.py', now)).toBe('job-1121-090807-006');
  });

  it('is always a name that SageMaker takes', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 100 }),
        (stem) => nameProblem(jobNameFor(`${stem}.py`, now)) === undefined,
      ),
    );
  });

  it('says what is wrong with a name', () => {
    expect(nameProblem('')).toBeDefined();
    expect(nameProblem('-a')).toBeDefined();
    expect(nameProblem('a-')).toBeDefined();
    expect(nameProblem('a_b')).toBeDefined();
    expect(nameProblem('a'.repeat(64))).toContain('64');
    expect(nameProblem('a--b')).toBeUndefined();
  });
});

describe('hyperparameters', () => {
  it('checks by type and choices', () => {
    expect(valueProblem(argument({ type: 'int' }), '12')).toBeUndefined();
    expect(valueProblem(argument({ type: 'int' }), '1.5')).toBe('A whole number.');
    expect(valueProblem(argument({ type: 'float' }), '1e-3')).toBeUndefined();
    expect(valueProblem(argument({ type: 'float' }), 'fast')).toBe('A number.');
    expect(valueProblem(argument({ choices: [1, 2] }), '3')).toBe('One of 1, 2.');
    expect(valueProblem(argument({ choices: [1, 2] }), '2')).toBeUndefined();
  });

  it('makes numbers where nothing is lost by it', () => {
    expect(toHyperparameter('10', argument({ type: 'int' }))).toBe(10);
    expect(toHyperparameter('1e-3', argument({ type: 'float' }))).toBe(0.001);
    expect(toHyperparameter('10', argument({}))).toBe('10');
    expect(toHyperparameter('12345678901234567890', argument({ type: 'int' }))).toBe('12345678901234567890');
    expect(toHyperparameter('0.5')).toBe(0.5);
    expect(toHyperparameter('1.10')).toBe('1.10');
    expect(toHyperparameter('adam')).toBe('adam');
  });

  it('reads JSON where it is JSON', () => {
    expect(decodeHyperparameter('3')).toBe(3);
    expect(decodeHyperparameter('"adam"')).toBe('adam');
    expect(decodeHyperparameter('adam')).toBe('adam');
  });
});

describe('instances', () => {
  it('shows what people choose by', async () => {
    const instances = await readInstances('media/data/instances.json', 'training');
    expect(instances.length).toBeGreaterThan(100);
    const gpu = instances.find((i) => i.instanceType === 'ml.g4dn.12xlarge');
    expect(gpu && instanceFacts(gpu)).toEqual({
      label: 'ml.g4dn.12xlarge',
      description: '$4.89/h on AWS',
      detail: '4 × T4 · 64 GB GPU memory · 48 vCPU · 192 GB memory',
    });
    const ordered = orderInstances(instances, 'ml.p3.2xlarge');
    expect(ordered[0]?.instanceType).toBe('ml.p3.2xlarge');
    expect(ordered[1]?.onDemandUsdPerHour).toBeLessThan(0.2);
    expect(ordered.at(-1)?.onDemandUsdPerHour).toBeNull();
  });
});

import { DeleteLogStreamCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateNotebookInstanceCommand, CreateProcessingJobCommand } from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/connection/connection.ts';
import { connectionTo, followed, write } from './follow/followKit.ts';
import { startEngine, type TestEngine, until } from './harness.ts';

let engine: TestEngine;
let connection: Connection;
const closing = new AbortController();

beforeAll(async () => {
  engine = await startEngine();
  connection = connectionTo(engine.state, closing.signal);
});
afterAll(async () => {
  closing.abort();
  await engine.stop();
});

const roleArn = 'arn:aws:iam::000000000000:role/SageMaker';

function createProcessing(name: string) {
  return engine.sagemaker.send(
    new CreateProcessingJobCommand({
      ProcessingJobName: name,
      RoleArn: roleArn,
      AppSpecification: { ImageUri: 'sagemaker-local/python:3' },
      ProcessingResources: {
        ClusterConfig: { InstanceCount: 2, InstanceType: 'ml.m5.large', VolumeSizeInGB: 1 },
      },
    }),
  );
}

describe('following', () => {
  it('a processing job: all hosts merged by time, to its end, with its reason', async () => {
    const group = '/aws/sagemaker/ProcessingJobs';
    const now = Date.now();
    await write(engine, group, 'proc/algo-1-1', [
      { timestamp: now - 30, message: 'one' },
      { timestamp: now - 10, message: 'three' },
    ]);
    await write(engine, group, 'proc/algo-2-1', [{ timestamp: now - 20, message: 'two' }]);
    await write(engine, group, 'proc-2/algo-1-1', ['of another job']);
    await createProcessing('proc');
    const { heard, over } = followed(connection, { kind: 'processingJob', name: 'proc' });
    const state = await over;
    expect(heard.messages()).toEqual(['one', 'two', 'three']);
    expect(state?.end).toMatchObject({ outcome: 'failed' });
    expect(state?.end?.reason).toBeTruthy();
  });

  it('one host only, from the last lines, or from a time', async () => {
    const group = '/aws/sagemaker/ProcessingJobs';
    const now = Date.now();
    const lines = [50, 40, 30, 20, 10].map((age) => ({
      timestamp: now - age * 1000,
      message: `${age} s ago`,
    }));
    await write(engine, group, 'host/algo-1-1', lines);
    await write(engine, group, 'host/algo-10-1', ['ten']);
    await write(engine, group, 'host/algo-2-1', ['two']);
    await createProcessing('host');
    const messages = async (target: object): Promise<string[]> => {
      const { heard, over } = followed(connection, { kind: 'processingJob', name: 'host', ...target });
      await over;
      return heard.messages();
    };
    expect(await messages({ host: 'algo-10' })).toEqual(['ten']);
    expect(await messages({ host: 'algo-1' })).toHaveLength(5);
    expect(await messages({ host: 'algo-1', from: { last: 2 } })).toEqual(['20 s ago', '10 s ago']);
    expect(await messages({ host: 'algo-1', from: { time: now - 35_000 } })).toEqual([
      '30 s ago',
      '20 s ago',
      '10 s ago',
    ]);
  });

  it('goes on after a stream was deleted, and says so', async () => {
    const group = '/aws/sagemaker/NotebookInstances';
    await engine.sagemaker.send(
      new CreateNotebookInstanceCommand({
        NotebookInstanceName: 'note',
        InstanceType: 'ml.t3.medium',
        RoleArn: roleArn,
      }),
    );
    await write(engine, group, 'note/jupyter.log', ['started']);
    await write(engine, group, 'note/LifecycleConfigOnStart', ['hook']);
    const { heard, stop } = followed(connection, { kind: 'notebookInstance', name: 'note' });
    const shown = (count: number) =>
      until(
        () => Promise.resolve(heard.messages()),
        (all) => all.length === count,
        10,
      );
    await shown(2);
    await engine.logs.send(
      new DeleteLogStreamCommand({ logGroupName: group, logStreamName: 'note/LifecycleConfigOnStart' }),
    );
    await until(
      () => Promise.resolve(heard.notes),
      (notes) => notes.length > 0,
      10,
    );
    await write(engine, group, 'note/jupyter.log', ['still here']);
    await shown(3);
    expect(heard.messages()).toContain('still here');
    expect(heard.notes).toEqual([expect.stringContaining('note/LifecycleConfigOnStart was deleted')]);
    expect(heard.modes).toEqual([{ mode: 'live', why: undefined }]);
    expect(heard.troubles).toBe(0);
    await stop();
  });
});

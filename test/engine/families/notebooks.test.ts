import {
  CreateNotebookInstanceCommand,
  CreateNotebookInstanceLifecycleConfigCommand,
  CreatePresignedNotebookInstanceUrlCommand,
  DeleteNotebookInstanceCommand,
  DeleteNotebookInstanceLifecycleConfigCommand,
  DescribeNotebookInstanceCommand,
  DescribeNotebookInstanceLifecycleConfigCommand,
  ListNotebookInstanceLifecycleConfigsCommand,
  ListNotebookInstancesCommand,
  type ListNotebookInstancesCommandInput,
  type SageMakerClient,
  StartNotebookInstanceCommand,
  StopNotebookInstanceCommand,
  UpdateNotebookInstanceCommand,
  UpdateNotebookInstanceLifecycleConfigCommand,
} from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine, until } from '../harness.ts';
import { complete } from './complete.ts';

const ROLE = 'arn:aws:iam::000000000000:role/SageMaker';
const NAME = { NotebookInstanceName: 'book' };
let engine: TestEngine;
let sm: SageMakerClient;

beforeAll(async () => {
  // Slow enough that the statuses on the way can be seen.
  engine = await startEngine('--status-delay', '0.1');
  sm = complete(engine.sagemaker);
});
afterAll(() => engine.stop());

const described = (name = NAME) => sm.send(new DescribeNotebookInstanceCommand(name));

async function status(): Promise<string | undefined> {
  return (await described()).NotebookInstanceStatus;
}

async function reaches(wanted: string): Promise<void> {
  await until(status, (found) => found === wanted);
}

const refused = (message: string) => ({
  name: 'ValidationException',
  message: expect.stringContaining(message) as string,
});

async function names(filter: ListNotebookInstancesCommandInput): Promise<(string | undefined)[]> {
  const { NotebookInstances } = await sm.send(new ListNotebookInstancesCommand(filter));
  return (NotebookInstances ?? []).map((instance) => instance.NotebookInstanceName);
}

describe('notebook instances', () => {
  it('go through their statuses, and allow in each what AWS allows', async () => {
    const OnStart = [{ Content: 'ZWNobyBoaQ==' }];
    const config = { NotebookInstanceLifecycleConfigName: 'setup' };
    await sm.send(new CreateNotebookInstanceLifecycleConfigCommand({ ...config, OnStart }));
    const create = { ...NAME, InstanceType: 'ml.t3.medium' as const, RoleArn: ROLE };
    await expect(
      sm.send(new CreateNotebookInstanceCommand({ ...create, LifecycleConfigName: 'none' })),
    ).rejects.toMatchObject(refused('none'));
    await expect(
      sm.send(new CreateNotebookInstanceCommand({ ...create, DirectInternetAccess: 'Disabled' })),
    ).rejects.toMatchObject(refused('SubnetId'));
    await expect(
      sm.send(new CreateNotebookInstanceCommand({ ...create, DefaultCodeRepository: 'none' })),
    ).rejects.toMatchObject(refused('Cannot find CodeRepository'));
    await sm.send(
      new CreateNotebookInstanceCommand({
        ...create,
        LifecycleConfigName: 'setup',
        SecurityGroupIds: ['sg-1'],
        SubnetId: 'subnet-1',
        AdditionalCodeRepositories: ['https://example.com/a.git'],
      }),
    );
    expect(await described()).toMatchObject({
      NotebookInstanceArn: 'arn:aws:sagemaker:us-east-1:000000000000:notebook-instance/book',
      NotebookInstanceStatus: 'Pending',
      InstanceType: 'ml.t3.medium',
      SecurityGroups: ['sg-1'],
      NotebookInstanceLifecycleConfigName: 'setup',
      VolumeSizeInGB: 5,
      DirectInternetAccess: 'Enabled',
      RootAccess: 'Enabled',
      PlatformIdentifier: 'notebook-al2-v2',
    });
    await expect(sm.send(new CreateNotebookInstanceCommand(create))).rejects.toMatchObject(
      refused('Cannot create a duplicate'),
    );
    await expect(sm.send(new StopNotebookInstanceCommand(NAME))).rejects.toMatchObject(
      refused('Status (Pending) not in ([InService])'),
    );
    await reaches('InService');
    const { AuthorizedUrl = '' } = await sm.send(new CreatePresignedNotebookInstanceUrlCommand(NAME));
    expect(await (await fetch(AuthorizedUrl)).text()).toContain('the state of book');
    await expect(sm.send(new DeleteNotebookInstanceCommand(NAME))).rejects.toMatchObject(
      refused('Status (InService) not in ([Failed, Stopped]). Unable to transition to (Deleting)'),
    );
    const update = new UpdateNotebookInstanceCommand({ ...NAME, InstanceType: 'ml.t3.large' });
    await expect(sm.send(update)).rejects.toMatchObject(refused('Updating'));

    await sm.send(new StopNotebookInstanceCommand(NAME));
    expect(await status()).toBe('Stopping');
    await reaches('Stopped');
    await expect(sm.send(new CreatePresignedNotebookInstanceUrlCommand(NAME))).rejects.toMatchObject(
      refused('Stopped'),
    );
    await expect(
      sm.send(new UpdateNotebookInstanceCommand({ ...NAME, VolumeSizeInGB: 4 })),
    ).rejects.toMatchObject({ name: 'ValidationException' });
    await sm.send(update);
    await reaches('Stopped');
    await sm.send(
      new UpdateNotebookInstanceCommand({
        ...NAME,
        VolumeSizeInGB: 20,
        DisassociateLifecycleConfig: true,
        DefaultCodeRepository: 'https://example.com/b.git',
      }),
    );
    expect(await status()).toBe('Updating');
    await reaches('Stopped');
    const changed = await described();
    expect(changed).toMatchObject({ InstanceType: 'ml.t3.large', VolumeSizeInGB: 20 });
    expect(changed.NotebookInstanceLifecycleConfigName).toBeUndefined();
    await expect(
      sm.send(new UpdateNotebookInstanceCommand({ ...NAME, VolumeSizeInGB: 10 })),
    ).rejects.toMatchObject(refused('not decreased'));

    await sm.send(new StartNotebookInstanceCommand(NAME));
    expect(await status()).toBe('Pending');
    await reaches('InService');
    await sm.send(new StopNotebookInstanceCommand(NAME));
    await reaches('Stopped');
    expect(await names({ StatusEquals: 'Stopped', NameContains: 'OO' })).toEqual(['book']);
    expect(await names({ StatusEquals: 'InService' })).toEqual([]);
    expect(await names({ DefaultCodeRepositoryContains: 'example' })).toEqual(['book']);
    expect(await names({ DefaultCodeRepositoryContains: 'other' })).toEqual([]);
    expect(await names({ AdditionalCodeRepositoryEquals: 'https://example.com/a.git' })).toEqual(['book']);
    expect(await names({ AdditionalCodeRepositoryEquals: 'https://example.com/c.git' })).toEqual([]);
    expect(await names({ NotebookInstanceLifecycleConfigNameContains: 'setup' })).toEqual([]);
    await sm.send(new DeleteNotebookInstanceCommand(NAME));
    expect(await status()).toBe('Deleting');
    await until(
      async () => (await sm.send(new ListNotebookInstancesCommand({}))).NotebookInstances?.length,
      (count) => count === 0,
    );
    await expect(described()).rejects.toMatchObject(refused('RecordNotFound'));
  });
});

describe('their lifecycle configurations', () => {
  it('are created, updated, listed and deleted', async () => {
    const name = { NotebookInstanceLifecycleConfigName: 'scripts' };
    const OnCreate = [{ Content: 'b25l' }];
    const created = await sm.send(new CreateNotebookInstanceLifecycleConfigCommand({ ...name, OnCreate }));
    await expect(sm.send(new CreateNotebookInstanceLifecycleConfigCommand(name))).rejects.toMatchObject(
      refused('already exists'),
    );
    const OnStart = [{ Content: 'dHdv' }];
    await sm.send(new UpdateNotebookInstanceLifecycleConfigCommand({ ...name, OnStart }));
    expect(await sm.send(new DescribeNotebookInstanceLifecycleConfigCommand(name))).toMatchObject({
      NotebookInstanceLifecycleConfigArn: created.NotebookInstanceLifecycleConfigArn,
      OnCreate,
      OnStart,
    });
    const list = async (NameContains: string): Promise<number | undefined> =>
      (await sm.send(new ListNotebookInstanceLifecycleConfigsCommand({ NameContains })))
        .NotebookInstanceLifecycleConfigs?.length;
    expect([await list('script'), await list('other')]).toEqual([1, 0]);
    await sm.send(new DeleteNotebookInstanceLifecycleConfigCommand(name));
    await expect(sm.send(new DescribeNotebookInstanceLifecycleConfigCommand(name))).rejects.toMatchObject(
      refused('does not exist'),
    );
  });
});

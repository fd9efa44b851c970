import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readScript } from '../../../../src/launch/script/readScript.ts';
import { fieldsOf } from '../../../../src/launch/spec/json.ts';
import { LaunchDraft } from '../../../../src/launch/spec/launchDraft.ts';
import type { LaunchFacts } from '../../../../src/launch/spec/launchFacts.ts';
import type { LaunchEdit, LaunchPage } from '../../../../src/messages/launch.ts';
import { testFacts } from './facts.ts';
import { places, roleArn, shapes, validSpec } from './samples.ts';

const now = () => new Date('2026-03-04T05:06:07.089Z');

async function draftOf(facts: LaunchFacts = testFacts(), spec = validSpec()): Promise<LaunchDraft> {
  return new LaunchDraft({ spec, facts, shapes: await shapes(), delay: 0, now });
}

function messages({ problems }: Pick<LaunchPage, 'problems'>): string[] {
  return problems.map(({ field, path, message }) => `${[field, ...path].join('/')}: ${message}`);
}

describe('LaunchDraft', () => {
  it('is a page at once, and a whole one when the world has answered', async () => {
    const known = await shapes();
    const draft = new LaunchDraft({ spec: validSpec(), facts: testFacts(), shapes: known, delay: 0, now });
    expect(draft.page).toMatchObject({ script: 'train.py', bundle: { files: undefined }, arguments: [] });
    await draft.ready();
    const { page } = draft;
    expect(
      page.arguments.map(({ name, value, default: own, required }) => [name, value, own, required]),
    ).toEqual([
      ['epochs', '', '10', false],
      ['lr', '', '0.001', false],
      ['optimizer', '', 'adam', false],
      ['name', '', undefined, true],
    ]);
    expect(page).toMatchObject({
      bundle: { files: 3 },
      baseJobName: 'train',
      cost: '$36.00 at most ($1.50/h for 1 d)',
      spotNote: 'Saved 68 % in the last job',
      canDebugHere: true,
      request: { TrainingJobName: 'train-0304-050607-089' },
    });
    expect(JSON.parse(page.requestText)).toEqual(page.request);
    expect(messages(page)).toEqual(['hyperparameter/name: The script needs a value.']);
  });

  it('has the arguments once the script is read, and says why there are none, whatever else is still asked', async () => {
    const never = () => new Promise<never>(() => undefined);
    const others = { places: never, bundle: never, images: never, roles: never };
    const draft = await draftOf(testFacts(others));
    await draft.scriptRead();
    expect(draft.page.arguments).toHaveLength(4);
    const unreadable = await draftOf(
      testFacts({ ...others, readScript: () => Promise.reject(new Error('No such file')) }),
    );
    await unreadable.scriptRead();
    expect(messages(unreadable.page)).toContain('script: The script cannot be read: No such file');
  });

  it('says of an argument when the script declares it, sends it only when it has a value, and asks for none', async () => {
    const source = `
import argparse
p = argparse.ArgumentParser()
p.add_argument('--amp', action='store_const', const=1)
if torch.cuda.is_available():
    p.add_argument('--gpu-batch', type=int, default=64, help='Rows.')
    p.add_argument('--half', required=True)
`;
    const read = { reading: readScript(source, 'train.py'), notebookLeftOut: undefined };
    const draft = await draftOf(testFacts({ readScript: () => Promise.resolve(read) }));
    await draft.ready();
    const where = 'torch.cuda.is_available()';
    expect(draft.page.arguments.map(({ name, help, value }) => [name, help, value]).slice(1)).toEqual([
      ['gpu-batch', `Rows. Only where ${where}.`, ''],
      ['half', `Only where ${where}.`, ''],
    ]);
    const own = () =>
      Object.keys(fieldsOf(fieldsOf(draft.page.request)['HyperParameters'])).filter(
        (name) => !name.startsWith('sagemaker_'),
      );
    expect(own()).toEqual([]);
    expect(draft.page.problems).toMatchObject([
      {
        path: ['half'],
        message: `The script needs a value where ${where}.`,
        severity: 'warning',
      },
    ]);
    draft.edit({ type: 'hyperparameter', name: 'gpu-batch', value: '8' });
    await draft.ready();
    expect(own()).toEqual(['gpu-batch']);
    draft.edit({ type: 'hyperparameter', name: 'gpu-batch', value: undefined });
    await draft.ready();
    expect(own()).toEqual([]);
  });

  it('takes edits, keeps what was typed, and sends what it means', async () => {
    const draft = await draftOf();
    await draft.ready();
    const before = draft.spec;
    const edits: LaunchEdit[] = [
      { type: 'hyperparameter', name: 'lr', value: '1e-4' },
      { type: 'hyperparameter', name: 'name', value: 'x' },
      { type: 'hyperparameter', name: 'extra', value: '[1, 2]' },
      { type: 'request', path: ['ResourceConfig', 'InstanceType'], value: 'ml.g5.xlarge' },
      { type: 'request', path: ['Environment', 'A'], value: 'b' },
      { type: 'channel', index: 0, value: { location: 'data' } },
      {
        type: 'channel',
        index: 1,
        value: { location: 's3://b/v/', inputMode: 'FastFile', distribution: 'ShardedByS3Key' },
      },
      { type: 'fallback', instanceTypes: ['ml.g5.2xlarge'] },
      { type: 'distribution', value: { strategy: 'torchrun' } },
      { type: 'baseJobName', value: 'penguins' },
    ];
    for (const edit of edits) draft.edit(edit);
    const { request, problems } = await draft.ready();
    expect(problems).toEqual([]);
    expect(draft.page.arguments.map(({ name, value }) => [name, value])).toEqual([
      ['epochs', ''],
      ['lr', '1e-4'],
      ['optimizer', ''],
      ['name', 'x'],
      ['extra', '[1, 2]'],
    ]);
    expect(request).toMatchObject({
      TrainingJobName: 'penguins-0304-050607-089',
      HyperParameters: {
        lr: '0.0001',
        name: '"x"',
        extra: '[1,2]',
        sagemaker_torch_distributed_enabled: 'true',
        sagemaker_instance_type: '"ml.g5.xlarge"',
      },
      ResourceConfig: { InstanceType: 'ml.g5.xlarge' },
      Environment: { A: 'b' },
      InputDataConfig: [
        { ChannelName: 'train' },
        {
          ChannelName: 'validation',
          InputMode: 'FastFile',
          DataSource: { S3DataSource: { S3Uri: 's3://b/v/', S3DataDistributionType: 'ShardedByS3Key' } },
        },
      ],
    });
    expect(draft.page.channels).toMatchObject([
      { name: 'train', kind: 'disk', location: '/home/me/penguins/data', note: '12 files, 3.4 MB' },
      {
        name: 'validation',
        kind: 's3',
        location: 's3://b/v/',
        inputMode: 'FastFile',
        distribution: 'ShardedByS3Key',
      },
    ]);
    // Specs that were handed out never change.
    expect(before).toEqual(validSpec());
  });

  it('removes what is emptied, and channels', async () => {
    const draft = await draftOf();
    draft.edit({ type: 'request', path: ['VpcConfig', 'Subnets', 0], value: 'subnet-1' });
    draft.edit({ type: 'request', path: ['Tags', 0, 'Key'], value: 'k' });
    draft.edit({
      type: 'request',
      path: ['InputDataConfig', 0],
      value: { ChannelName: 'a', DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://b' } } },
    });
    draft.edit({ type: 'request', path: ['InputDataConfig', 0, 'ShuffleConfig', 'Seed'], value: 7 });
    expect(draft.spec.channels).toMatchObject([{ name: 'a', options: { ShuffleConfig: { Seed: 7 } } }]);
    draft.edit({ type: 'request', path: ['VpcConfig', 'Subnets', 0], value: undefined });
    // An item of a list that has lost its members stays, as the person may be about to fill it.
    draft.edit({ type: 'request', path: ['Tags', 0, 'Key'], value: undefined });
    draft.edit({ type: 'channel', index: 0, value: undefined });
    expect(draft.spec).toEqual(validSpec({ request: { ...validSpec().request, Tags: [{}] } as never }));
  });

  it('keeps a channel on disk when further members of it are set', async () => {
    const draft = await draftOf();
    draft.edit({ type: 'channel', index: 0, value: { location: '/d' } });
    draft.edit({
      type: 'request',
      path: ['InputDataConfig', 0, 'DataSource', 'S3DataSource', 'InstanceGroupNames'],
      value: ['gpu'],
    });
    draft.edit({ type: 'request', path: ['InputDataConfig', 0, 'CompressionType'], value: 'Gzip' });
    expect(draft.spec.channels).toMatchObject([
      {
        name: 'train',
        source: { path: '/d' },
        s3Options: { InstanceGroupNames: ['gpu'] },
        options: { CompressionType: 'Gzip' },
      },
    ]);
  });

  it('puts problems at their fields: bad values, a taken name, what the world says', async () => {
    const draft = await draftOf(
      testFacts({
        problems: () =>
          Promise.resolve([
            { field: 'request', path: ['RoleArn'], message: 'No such role.', severity: 'error' },
          ]),
      }),
    );
    await draft.ready();
    draft.edit({ type: 'hyperparameter', name: 'epochs', value: 'many' });
    draft.edit({ type: 'hyperparameter', name: 'optimizer', value: 'sgdx' });
    draft.edit({ type: 'hyperparameter', name: 'sagemaker_program', value: 'x.py' });
    draft.edit({ type: 'request', path: ['TrainingJobName'], value: 'taken' });
    draft.edit({ type: 'channel', index: 0, value: { name: 'train' } });
    const ready = await draft.ready();
    expect(messages(ready)).toEqual([
      'channel/train: Channel "train" has no data yet: choose a file or folder, or give an S3 URI.',
      'hyperparameter/epochs: A whole number.',
      'hyperparameter/optimizer: One of adam, sgd.',
      'hyperparameter/name: The script needs a value.',
      'hyperparameter/sagemaker_program: SageMaker sets this itself; leave it out.',
      'request/TrainingJobName: There is a training job "taken" already; names are used once. Choose another.',
      'request/RoleArn: No such role.',
    ]);
  });

  it('is filled in before there is a connection, says what it waits for or why in vain, and goes on there', async () => {
    const never = () => new Promise<never>(() => undefined);
    const place = { label: 'this machine', billed: false, region: '' };
    const others = { channelNote: never, instances: never, spotJobs: never, metricPreview: never };
    const waiting = testFacts({ place, ...others, places: never, roles: never, problems: never });
    const draft = await draftOf(waiting, validSpec({ request: {} }));
    draft.waitFor({ kind: 'connecting', step: 'Starting…' });
    await draft.scriptRead();
    draft.edit({ type: 'hyperparameter', name: 'lr', value: '1e-4' });
    draft.edit({ type: 'hyperparameter', name: 'name', value: 'x' });
    expect(draft.page).toMatchObject({ wait: { step: 'Starting…' }, bundle: { files: 3 }, roles: [] });
    // Nobody has filled in yet what the connection does.
    expect(messages(draft.page)).toEqual([]);
    draft.waitFor({ kind: 'failed', message: 'It could not start.', advice: 'Look at the log.' });
    expect(messages(draft.page)).toEqual(['page: It could not start. Look at the log.']);

    const there = testFacts({ readScript: never, scripts: never, bundle: never });
    draft.moveTo(there, { ...draft.spec, request: validSpec().request });
    const { request, problems } = await draft.ready();
    expect(problems).toEqual([]);
    expect(request).toMatchObject({ RoleArn: roleArn, HyperParameters: { lr: '0.0001', name: '"x"' } });
    expect(draft.page).toMatchObject({ wait: undefined, connection: there.place, bundle: { files: 3 } });
    expect(draft.page.arguments[1]).toMatchObject({ name: 'lr', value: '1e-4' });
    expect(there.asked).toContain('roles');
  });

  it('tells what it could not find out, and goes on without it', async () => {
    const fails = () => Promise.reject(new Error('no network'));
    const draft = await draftOf(
      testFacts({ readScript: fails, roles: fails, isTaken: fails, spotJobs: fails }),
    );
    const { problems } = await draft.ready();
    expect(problems.map(({ message, severity }) => `${severity}: ${message}`)).toEqual([
      'error: The script cannot be read: no network',
      'warning: Roles cannot be listed: no network',
      'warning: Earlier spot jobs cannot be looked up: no network',
      'warning: Whether the job’s name is free cannot be told: no network',
    ]);
    const nowhere = await draftOf(testFacts({ places: fails }));
    await expect(nowhere.ready()).rejects.toThrow('no network');
  });

  it('takes the location of a channel for what its form says', async () => {
    const draft = await draftOf();
    const typed = ['s3://b/x', 'EFS fs-0123:/data', 'FSxLustre fs-0123:/fsx'];
    for (const [index, location] of typed.entries())
      draft.edit({ type: 'channel', index, value: { location } });
    expect(draft.page.channels.slice(0, 3).map(({ kind, location }) => [kind, location])).toEqual([
      ['s3', 's3://b/x'],
      ['fileSystem', 'EFS fs-0123:/data'],
      ['fileSystem', 'FSxLustre fs-0123:/fsx'],
    ]);
    draft.dispose();
  });

  it('asks again only what an edit has changed', async () => {
    const facts = testFacts();
    const draft = await draftOf(facts);
    await draft.ready();
    facts.asked.length = 0;
    draft.edit({ type: 'hyperparameter', name: 'epochs', value: '3' });
    await draft.ready();
    expect(facts.asked).toEqual([]);
    draft.edit({ type: 'request', path: ['ResourceConfig', 'InstanceType'], value: 'ml.g5.xlarge' });
    await draft.ready();
    expect(facts.asked).toEqual(['images torch', 'instances ml.g5.xlarge', 'problems']);
    facts.asked.length = 0;
    draft.edit({ type: 'script', value: 'other.py' });
    await draft.ready();
    expect(facts.asked.sort()).toEqual(
      [
        'bundle',
        'places',
        'images torch',
        'script /home/me/penguins/other.py',
        'taken other-0304-050607-089',
      ].sort(),
    );
  });

  it('reads the files again, and shows what it knew until it knows more', async () => {
    const facts = testFacts();
    const draft = await draftOf(facts);
    await draft.ready();
    facts.asked.length = 0;
    const { requestText } = draft.page;
    draft.readAgain();
    expect(draft.page.requestText).toBe(requestText);
    expect(draft.page.arguments).toHaveLength(4);
    await draft.ready();
    expect(facts.asked.sort()).toEqual(
      [
        'bundle',
        'places',
        'images torch',
        'script /home/me/penguins/train.py',
        'scripts /home/me/penguins',
      ].sort(),
    );
  });

  it('shows what is wrong on the disk at its field as soon as it is known, and no longer than it is so', async () => {
    const problem = { field: 'channel', path: ['train'], message: 'It is gone.', severity: 'error' } as const;
    let problems: readonly (typeof problem)[] = [problem];
    const facts = testFacts({
      places: () => Promise.resolve({ places, problems }),
      problems: () => Promise.reject(new Error('no network')),
    });
    const draft = await draftOf(facts);
    await draft.ready();
    expect(draft.page.problems).toContainEqual(problem);
    problems = [];
    draft.readAgain();
    await draft.ready();
    expect(draft.page.problems).not.toContainEqual(problem);
  });

  it('says where the instances’ figures are from', async () => {
    const notes = ['Rates are dated.'];
    const draft = await draftOf(testFacts({ instances: () => Promise.resolve({ rows: [], notes }) }));
    await draft.ready();
    expect(draft.page.instanceNotes).toEqual(notes);
  });

  it('asks again when files may have changed, and has another name for the next launch', async () => {
    const facts = testFacts();
    let time = now();
    const draft = new LaunchDraft({
      spec: validSpec(),
      facts,
      shapes: await shapes(),
      delay: 0,
      now: () => time,
    });
    await draft.ready();
    facts.asked.length = 0;
    time = new Date('2026-03-04T05:06:08Z');
    draft.refresh();
    expect((await draft.ready()).jobName).toBe('train-0304-050607-089');
    expect(facts.asked).toContain('bundle');
    draft.renew();
    expect((await draft.ready()).jobName).toBe('train-0304-050608-000');
  });

  it('tells several changes as one, and none once it is disposed', async () => {
    const draft = await draftOf();
    await draft.ready();
    await Promise.resolve();
    let told = 0;
    draft.onDidChange(() => (told += 1));
    draft.edit({ type: 'hyperparameter', name: 'a', value: '1' });
    draft.edit({ type: 'hyperparameter', name: 'b', value: '2' });
    await Promise.resolve();
    expect(told).toBe(1);
    draft.setBusy({ title: 'Sending', step: '1 of 3' });
    await Promise.resolve();
    expect(draft.page.busy).toEqual({ title: 'Sending', step: '1 of 3' });
    draft.dispose();
    draft.edit({ type: 'hyperparameter', name: 'c', value: '2' });
    await new Promise((wake) => setTimeout(wake, 5));
    expect(told).toBe(2);
  });

  it('drops answers to old questions', async () => {
    const waiting: ((value: boolean) => void)[] = [];
    const draft = await draftOf(
      testFacts({
        isTaken: (name) =>
          name === 'slow' ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(false),
      }),
    );
    draft.edit({ type: 'request', path: ['TrainingJobName'], value: 'slow' });
    await expect.poll(() => waiting.length).toBe(1);
    draft.edit({ type: 'request', path: ['TrainingJobName'], value: 'fast' });
    waiting[0]?.(true);
    expect(messages(await draft.ready()).filter((line) => line.includes('TrainingJobName'))).toEqual([]);
  });

  it('makes a page of any edits', async () => {
    const known = await shapes();
    const names = [
      'ResourceConfig',
      'InstanceType',
      'InstanceCount',
      'InstanceGroups',
      'InputDataConfig',
      'DataSource',
      'S3DataSource',
      'AlgorithmSpecification',
      'MetricDefinitions',
      'HyperParameters',
      'StoppingCondition',
      'MaxRuntimeInSeconds',
      'OutputDataConfig',
      'TrainingJobName',
      'Tags',
      '__proto__',
    ];
    const path = fc.array(fc.oneof(fc.constantFrom(...names), fc.nat(3), fc.string()), { maxLength: 4 });
    const value = fc.oneof(fc.jsonValue(), fc.constant(undefined));
    const row = fc.option(
      fc.record(
        {
          name: fc.string(),
          location: fc.oneof(fc.string(), fc.constant('s3://b/k')),
          kind: fc.constantFrom('disk', 's3', 'fileSystem'),
          inputMode: fc.constantFrom('File', 'Pipe', 'FastFile'),
          distribution: fc.constantFrom('FullyReplicated', 'ShardedByS3Key'),
        },
        { requiredKeys: [] },
      ),
      { nil: undefined },
    );
    const edit = fc.oneof(
      fc.record({ type: fc.constant('request'), path, value }),
      fc.record({
        type: fc.constant('hyperparameter'),
        name: fc.string(),
        value: fc.option(fc.string(), { nil: undefined }),
      }),
      fc.record({ type: fc.constant('channel'), index: fc.integer({ min: -1, max: 4 }), value: row }),
      fc.record({ type: fc.constant('script'), value: fc.string() }),
      fc.record({ type: fc.constant('baseJobName'), value: fc.string() }),
    );
    const facts = testFacts({ instances: () => Promise.resolve({ rows: [], notes: [] }) });
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 8 }), (edits) => {
        const draft = new LaunchDraft({ spec: validSpec(), facts, shapes: known, delay: 0, now });
        for (const one of edits) draft.edit(one);
        const { page } = draft;
        draft.dispose();
        return JSON.parse(page.requestText) !== undefined;
      }),
      { numRuns: 300 },
    );
  });
});

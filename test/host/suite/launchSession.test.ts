import * as assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { JobLogs } from '../../../src/launch/launchParts.ts';
import { watchAgain } from '../../../src/launch/page/sendLaunch.ts';
import { sayUnfinished } from '../../../src/launch/page/sayUnfinished.ts';
import type { LaunchSeed } from '../../../src/launch/page/openLaunch.ts';
import type { LaunchPage } from '../../../src/messages/launch.ts';
import { WatchedJobs } from '../../../src/launch/page/watchedJobs.ts';
import { TaskTerminal } from '../../../src/launch/tasks/taskTerminal.ts';
import { explain } from '../../../src/platform/explain.ts';
import { Dialogs, FailingCloud, one, OpenPage, other } from './launchSessionKit.ts';
import { api, until } from './support.ts';

const megabyte = 2 ** 20;

describe('A launch page', () => {
  let cloud: FailingCloud;
  let dialogs: Dialogs;
  let page: OpenPage;

  before(async () => (cloud = await FailingCloud.start()));
  after(() => cloud.stop());
  beforeEach(() => {
    cloud.mend();
    dialogs = new Dialogs();
  });
  afterEach(async () => {
    dialogs.dispose();
    cloud.mend();
    await page.close();
  });

  /** What a request of the page is refused with. */
  const refused = async (work: Promise<unknown>) =>
    work.then(
      () => assert.fail('it was not refused'),
      (error: unknown) => explain(error),
    );

  it('sends what it shows, who launches in its tags', async () => {
    page = await OpenPage.open(one);
    await page.choose();
    await page.settled();
    const shown = page.request;
    const { jobName = '' } = (await page.session.launch()) ?? {};
    assert.equal(jobName, shown['TrainingJobName']);
    const sent: unknown = await page.job(jobName);
    const { HyperParameters, InputDataConfig, ResourceConfig } = sent as Record<string, unknown>;
    assert.deepEqual(HyperParameters, shown['HyperParameters']);
    assert.deepEqual(InputDataConfig, shown['InputDataConfig']);
    assert.deepEqual(ResourceConfig, shown['ResourceConfig']);
    const { ListTagsCommand } = await import('@aws-sdk/client-sagemaker');
    const client = await (await page.connection()).sagemaker();
    const { TrainingJobArn } = sent as { TrainingJobArn: string };
    const { Tags = [] } = await client.send(new ListTagsCommand({ ResourceArn: TrainingJobArn }));
    assert.deepEqual(Tags, shown['Tags']);
    assert.match(JSON.stringify(Tags), /created-by/);
    assert.ok(
      dialogs.asked.some((message) => message.startsWith('Train train.py?')),
      dialogs.asked.join(),
    );
  });

  it('is filled in before it is connected, says at its place why it is not, and goes on once it is', async () => {
    page = await OpenPage.begin(one);
    cloud.proxy.fault = () => 'drop' as const;
    const pages: LaunchPage[] = [];
    page.session.onDidChangePage((shown) => pages.push(shown));
    const notConnected = await refused(page.session.start());
    assert.equal(notConnected.reason, 'not-reachable');
    assert.deepEqual(
      { script: pages[0]?.script, wait: pages[0]?.wait?.kind, problems: pages[0]?.problems },
      { script: 'train.py', wait: 'connecting', problems: [] },
    );
    assert.equal(page.page.wait?.kind, 'failed');
    assert.match(page.page.problems[0]?.message ?? '', /Check the endpoint URL/);
    // It is the page that keeps what is typed, and the table needs nobody.
    await page.session.edit({ type: 'hyperparameter', name: 'epochs', value: '7' });
    assert.ok((await page.session.instances()).length > 100);
    assert.equal((await refused(page.session.launch())).reason, 'not-reachable');

    cloud.mend();
    await page.session.mendConnection('again');
    assert.equal(page.page.wait, undefined);
    await page.choose();
    await page.settled();
    assert.match(page.page.requestText, /"epochs": "7"/);
    const { jobName = '' } = (await page.session.launch()) ?? {};
    assert.deepEqual((await page.job(jobName)).HyperParameters?.['epochs'], '7');
  });

  it('goes to the connection that was chosen while it waited for another', async () => {
    page = await OpenPage.begin(one);
    const { connections } = page.service;
    const connect = connections.connect.bind(connections);
    const chosen = Promise.withResolvers<undefined>();
    // However quick the first is, nobody hears of it before another one is chosen.
    connections.connect = async () => {
      const [connection] = await Promise.allSettled([connect(), chosen.promise]);
      if (connection.status === 'rejected') throw connection.reason;
      return connection.value;
    };
    const started = page.session.start();
    await until('the page', () => page.session.page?.wait);
    await connections.switchTo(other);
    chosen.resolve(undefined);
    await started;
    assert.deepEqual(
      { wait: page.page.wait, region: page.page.connection.region },
      { wait: undefined, region: 'us-west-2' },
    );
  });

  it('reads files again that were saved since it was shown, and launches', async () => {
    page = await OpenPage.open(one);
    await page.choose();
    await page.settled();
    const before = page.request['InputDataConfig'];
    await writeFile(join(page.folder, 'src', 'train.py'), 'print("saved later")\n');
    await writeFile(join(page.folder, 'data', 'a.csv'), 'saved later');
    const { jobName = '' } = (await page.session.launch()) ?? {};
    const { InputDataConfig } = await page.job(jobName);
    assert.notDeepEqual(InputDataConfig, before);
  });

  it('goes on when a file changes while it is sent', async () => {
    page = await OpenPage.open(one);
    await page.choose();
    const { jobName: first = '' } = (await page.session.launch()) ?? {};
    await page.settled();
    // Between the last reading and the plan of what is sent stands the question of what it costs.
    dialogs.press = (message, [yes]) => {
      if (message.startsWith('Train '))
        void writeFile(join(page.folder, 'data', 'a.csv'), 'saved while it asks');
      return yes;
    };
    const { jobName = '' } = (await page.session.launch()) ?? {};
    assert.notDeepEqual((await page.job(jobName)).InputDataConfig, (await page.job(first)).InputDataConfig);
  });

  it('asks before it sends more source than the setting says', async () => {
    page = await OpenPage.open(one);
    await page.choose();
    await writeFile(join(page.folder, 'src', 'big.bin'), randomBytes(2 * megabyte));
    const configuration = vscode.workspace.getConfiguration('sagemaker.launch');
    await configuration.update('sourceLimit', 1, vscode.ConfigurationTarget.Global);
    try {
      dialogs.press = (message, [yes]) => (message.includes('Send all of it') ? undefined : yes);
      assert.equal((await refused(page.session.launch())).reason, 'cancelled');
      assert.ok(dialogs.asked.some((message) => message.includes('Send all of it')));
    } finally {
      await configuration.update('sourceLimit', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('shows what a role may do before it makes it, and no more than this launch needs', async () => {
    page = await OpenPage.open(one);
    await page.choose();
    await page.settled();
    const { GetRolePolicyCommand, ListRolesCommand } = await import('@aws-sdk/client-iam');
    const iam = await (await page.connection()).iam();
    const roles = async () =>
      ((await iam.send(new ListRolesCommand({}))).Roles ?? []).map(({ RoleName }) => RoleName);
    const before = await roles();
    dialogs.press = () => undefined;
    await page.session.createRole();
    assert.deepEqual(await roles(), before);
    let shown: string[] = [];
    dialogs.press = (_message, [yes]) => {
      shown = vscode.window.visibleTextEditors.map(({ document }) => document.getText());
      return yes;
    };
    // AWS takes ten seconds to let other services know of a role.
    await page.session.createRole();
    const [made = ''] = (await roles()).filter((name) => !before.includes(name));
    const policy = await iam.send(new GetRolePolicyCommand({ RoleName: made, PolicyName: 'TrainingJob' }));
    const document: unknown = JSON.parse(decodeURIComponent(policy.PolicyDocument ?? ''));
    const plans = shown
      .filter((text) => text.includes('"RoleName"'))
      .map((text) => JSON.parse(text) as Record<string, unknown>);
    const plan = plans.find(({ RoleName }) => RoleName === made);
    assert.ok(plan, `${made} was not shown`);
    assert.deepEqual(plan['PolicyDocument'], document);
    assert.doesNotMatch(JSON.stringify(document), /"s3:\*"|"Action":"\*"/);
    assert.match(String(page.request['RoleArn']), new RegExp(`role/${made}$`));
    assert.ok(page.page.roles.length > 0 || (await page.settled(), true));
  });

  it('goes along to another connection, and sends nothing of the one before', async () => {
    page = await OpenPage.open(one);
    await page.choose();
    await page.session.edit({ type: 'hyperparameter', name: 'epochs', value: '7' });
    await page.session.edit({
      type: 'request',
      path: ['OutputDataConfig', 'S3OutputPath'],
      value: 's3://sagemaker-eu-west-1-000000000000/models',
    });
    await page.settled();
    const rows: number[] = [];
    page.session.onDidChangeInstances((all) => rows.push(all.length));
    await page.service.connections.switchTo(other);
    await page.session.edit({ type: 'hyperparameter', name: 'while', value: 'moving' });
    await until('the page on the other connection', () => page.page.connection.region === 'us-west-2');
    await until('its instances', () => rows.length > 0);
    await page.settled();
    const text = page.page.requestText;
    assert.doesNotMatch(text, /eu-west-1|registry\.example/);
    assert.match(text, /"epochs": "7"/);
    assert.match(text, /"while": "\\"moving\\""/);
    await page.choose();
    const { jobName = '' } = (await page.session.launch()) ?? {};
    assert.match((await page.job(jobName)).TrainingJobArn ?? '', /us-west-2/);
  });

  it('is cancelled from the page, and after it was closed from its notification, and leaves nothing behind', async () => {
    for (const isClosed of [false, true]) {
      page = await OpenPage.open(one);
      await page.choose();
      const before = await page.keys();
      await writeFile(join(page.folder, 'data', 'big.bin'), randomBytes(20 * megabyte));
      const panel = page.inPanel();
      cloud.proxy.fault = ({ method, url }) => {
        // Nothing is completed before the page's message has come.
        if (method === 'POST' && url.includes('uploadId=')) return 'drop';
        if (!url.includes('partNumber=3')) return undefined;
        if (isClosed) {
          panel.close();
          page.session.dispose();
          dialogs.progress.at(-1)?.cancel();
        } else void panel.ask('cancel');
        return undefined;
      };
      if (isClosed) assert.equal((await refused(page.session.launch())).reason, 'cancelled');
      else assert.match((await panel.refused('launch')).message, /cancelled/);
      cloud.mend();
      assert.deepEqual(await page.keys(), before);
      assert.equal(await page.uploads(), 0);
      if (!isClosed) await page.close();
    }
  });

  it('finds the data of a channel in S3', async () => {
    page = await OpenPage.open(one);
    const { CreateBucketCommand, PutObjectCommand } = await import('@aws-sdk/client-s3');
    const s3 = await (await page.connection()).s3();
    const Bucket = `browsed-${Date.now()}`;
    await s3.send(new CreateBucketCommand({ Bucket }));
    for (const Key of ['raw/a.csv', 'raw/deep/b.csv', 'c.csv'])
      await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
    const panel = page.inPanel();
    const browse = async (...labels: readonly string[]) => {
      const picks = dialogs.picks();
      const answered = panel.ask('browseChannel', { index: 0, where: 's3' });
      for (const label of labels) {
        const { pick, item } = await until(`"${label}"`, () => {
          const open = picks.at(-1);
          const found = open?.items.find((one) => one.label.endsWith(` ${label}`));
          return open && found && { pick: open, item: found };
        });
        await makeActive(pick, item);
        await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        await until('the next step', () => picks.at(-1) !== pick || page.page.channels[0]?.kind === 's3');
      }
      assert.deepEqual(await answered, { ...(await answered), answer: undefined });
      return page.page.channels[0]?.location;
    };
    assert.equal(await browse(Bucket, 'raw/', 'deep/', '..', 'a.csv'), `s3://${Bucket}/raw/a.csv`);
    assert.equal(await browse(Bucket, 'raw/', 'Use this folder'), `s3://${Bucket}/raw/`);
  });

  it('is said to be unfinished when its window closes while it is sent, and is gone on with', async () => {
    page = await OpenPage.open(one);
    await page.choose();
    await page.session.edit({ type: 'hyperparameter', name: 'epochs', value: '9' });
    await writeFile(join(page.folder, 'data', 'big.bin'), randomBytes(64 * megabyte));
    cloud.proxy.fault = ({ url }) => {
      // Four are on their way at once: when the seventh is, three at least have arrived.
      if (url.includes('partNumber=7')) page.endWindow();
      return undefined;
    };
    await refused(page.session.launch());
    cloud.mend();
    const later = await OpenPage.reopened(page);
    try {
      const { unfinished } = later.parts;
      const [left] = unfinished.all();
      assert.equal(left?.spec.hyperparameters['epochs'], 9);
      const seeds: LaunchSeed[] = [];
      const pages = { forSeed: (seed: LaunchSeed) => void seeds.push(seed) };
      dialogs.answer = (_message, [first]) => first;
      await sayUnfinished(later.parts, pages, unfinished.all());
      assert.equal(
        dialogs.told.at(-1),
        'train.py had not been sent to launches · eu-west-1 yet when the window closed. Launched again, what has arrived is not sent again. Discarded, files that were sent in part are taken back; those that arrived whole stay in S3, where launches of the same content find them.',
      );
      assert.deepEqual(unfinished.all(), []);
      assert.deepEqual(seeds, [{ spec: left.spec, from: 'profile/launches/eu-west-1' }]);
      const { jobName = '' } = (await later.session.launch()) ?? {};
      assert.equal((await later.job(jobName)).HyperParameters?.['epochs'], '9');
      assert.ok(cloud.proxy.sent() < 50 * megabyte, `${cloud.proxy.sent()} bytes were sent again`);
      assert.equal(await later.uploads(), 0);
    } finally {
      await later.close();
    }
  });

  it('takes back what it had begun to send, when the next window is told to discard it', async () => {
    page = await OpenPage.open(one);
    await page.choose();
    await writeFile(join(page.folder, 'data', 'big.bin'), randomBytes(12 * megabyte));
    cloud.proxy.fault = ({ url }) => {
      if (url.includes('partNumber=1')) page.endWindow();
      return undefined;
    };
    await refused(page.session.launch());
    cloud.mend();
    const later = await OpenPage.reopened(page);
    try {
      assert.equal(await later.uploads(), 1);
      const { unfinished, connections } = later.parts;
      const pages = { forSeed: () => assert.fail('a page was opened') };
      dialogs.answer = (_message, buttons) => buttons.find((button) => button === 'Discard');
      await connections.switchTo(other);
      await sayUnfinished(later.parts, pages, unfinished.all());
      assert.match(dialogs.told.at(-1) ?? '', /is at launches · eu-west-1, where this window is not\./);
      assert.equal(unfinished.all().length, 1);
      await connections.switchTo(one);
      await sayUnfinished(later.parts, pages, unfinished.all());
      assert.equal(await later.uploads(), 0);
      assert.deepEqual(unfinished.all(), []);
    } finally {
      await later.close();
    }
  });

  it('says that credentials ran out while it sent, keeps everything, and goes on after signing in', async () => {
    page = await OpenPage.open(one);
    await page.choose();
    await page.session.edit({ type: 'hyperparameter', name: 'epochs', value: '7' });
    await writeFile(join(page.folder, 'data', 'big.bin'), randomBytes(60 * megabyte));
    let expired = false;
    cloud.proxy.fault = ({ url }) => {
      expired ||= url.includes('partNumber=6');
      return expired ? { status: 400, code: 'ExpiredToken' } : undefined;
    };
    const { reason, advice } = await refused(page.session.launch());
    assert.equal(reason, 'signed-out');
    assert.match(advice ?? '', /[Ss]ign in.*not sent again/);
    assert.equal(page.page.busy, undefined);
    cloud.mend();
    await page.service.connections.reconnect();
    await until('the page after signing in', async () => {
      await page.session.start();
      return page.page.requestText.includes('"epochs": "7"');
    });
    await page.settled();
    assert.match(page.page.requestText, /role\/launch-page/);
    const { jobName = '' } = (await page.session.launch()) ?? {};
    assert.equal((await page.job(jobName)).HyperParameters?.['epochs'], '7');
    assert.ok(cloud.proxy.sent() < 60 * megabyte, `${cloud.proxy.sent()} bytes were sent again`);
    assert.equal(await page.uploads(), 0);
  });

  it('says that the network dropped at 90 %, and sends the rest the next time', async () => {
    page = await OpenPage.open(one);
    await page.choose();
    for (let file = 0; file < 9; file++)
      await writeFile(join(page.folder, 'data', `${file}.bin`), randomBytes(megabyte));
    let sent = 0;
    cloud.proxy.fault = ({ method, url }) => {
      if (method === 'PUT' && url.includes('/data/')) sent += 1;
      return sent > 9 ? 'drop' : undefined;
    };
    const { reason, advice } = await refused(page.session.launch());
    assert.equal(reason, 'not-reachable');
    assert.match(advice ?? '', /not sent again/);
    cloud.mend();
    const { jobName = '' } = (await page.session.launch()) ?? {};
    assert.ok(cloud.proxy.sent() < 3 * megabyte, `${cloud.proxy.sent()} bytes were sent again`);
    assert.equal((await page.job(jobName)).TrainingJobStatus !== undefined, true);
  });

  it('tells an error of a launch whose page was closed', async () => {
    page = await OpenPage.open(one);
    await page.choose();
    cloud.proxy.fault = ({ target }) => {
      if (target !== 'CreateTrainingJob') return undefined;
      page.session.dispose();
      return { status: 400, code: 'ValidationException' };
    };
    await refused(page.session.launch());
    await until('a message', () => dialogs.told.some((text) => text.startsWith('Train train.py: ')));
  });

  it('goes on with another type when the job found no capacity, says so, and keeps what was used', async () => {
    page = await OpenPage.open(one, (spec) => ({ ...spec, fallbackInstanceTypes: ['ml.m5.xlarge'] }));
    await page.choose();
    const first = String(page.request['TrainingJobName']);
    cloud.proxy.fault = ({ target, body }) => {
      if (target !== 'DescribeTrainingJob' || dialogs.progress.length === 0 || !body.includes(`"${first}"`))
        return undefined;
      const FailureReason = 'CapacityError: Unable to provision requested ML compute capacity.';
      return { answer: { TrainingJobName: first, TrainingJobStatus: 'Failed', FailureReason } };
    };
    assert.equal((await page.session.launch())?.jobName, first);
    await until('the second job', () => page.history.all().length === 2);
    const [record] = page.history.all();
    assert.equal(record?.jobName, `${first}-2`);
    assert.equal(record.instanceType, 'ml.m5.xlarge');
    assert.equal(record.insteadOf, first);
    assert.match(record.refused?.[0]?.message ?? '', /^CapacityError/);
    assert.equal((await page.job(`${first}-2`)).ResourceConfig?.InstanceType, 'ml.m5.xlarge');
    const text = `There was no capacity for training job ${first} (ml.m5.large). ${first}-2 was created with ml.m5.xlarge instead.`;
    await until('a message', () => dialogs.told.includes(text));
    assert.deepEqual(page.logs, [first, `${first}-2`]);
  });

  it('watches on in a later window, where a job that found no capacity meanwhile is asked about', async () => {
    page = await OpenPage.open(one, (spec) => ({ ...spec, fallbackInstanceTypes: ['ml.m5.xlarge'] }));
    await page.choose();
    await page.session.edit({
      type: 'request',
      path: ['Environment', 'AWS_SECRET_ACCESS_KEY'],
      value: 'kept',
    });
    const first = String(page.request['TrainingJobName']);
    let told: Readonly<Record<string, unknown>> = {
      TrainingJobName: first,
      TrainingJobStatus: 'InProgress',
      SecondaryStatus: 'Starting',
    };
    const tell = () => {
      cloud.proxy.fault = ({ target, body }) =>
        target === 'DescribeTrainingJob' && dialogs.progress.length > 0 && body.includes(`"${first}"`)
          ? { answer: told }
          : undefined;
    };
    tell();
    await page.session.launch();
    const { key } = await page.connection();
    await until('the watch', () => page.parts.watched.of(key).includes(first));
    page.endWindow();
    cloud.mend();
    const connection = await page.connection();
    const { InputDataConfig, ...sent } = await page.job(first);
    const { HyperParameters, Environment, OutputDataConfig, ResourceConfig, RoleArn } = sent;
    const FailureReason = 'CapacityError: Unable to provision requested ML compute capacity.';
    told = {
      ...{ TrainingJobName: first, TrainingJobStatus: 'Failed', FailureReason, InputDataConfig },
      ...{ HyperParameters, Environment, OutputDataConfig, ResourceConfig, RoleArn },
    };
    tell();
    const ending = new AbortController();
    const later = { ...page.parts, ending: ending.signal, watched: new WatchedJobs(page.service.memento) };
    const question = `There was no capacity for training job ${first} (ml.m5.large) at ${connection.label} while nobody watched it.`;
    await watchAgain(later, connection);
    assert.deepEqual(
      dialogs.told.filter((text) => text === question),
      [question],
    );
    assert.deepEqual(later.watched.of(connection.key), []);
    assert.equal(page.history.all().length, 1);
    await later.watched.begin(connection.key, first);
    dialogs.answer = (text, [yes]) => (text === question ? yes : undefined);
    await watchAgain(later, connection);
    await until('the second job', () => page.history.all().length === 2);
    const second = await page.job(`${first}-2`);
    assert.equal(second.ResourceConfig?.InstanceType, 'ml.m5.xlarge');
    assert.deepEqual(second.InputDataConfig, InputDataConfig);
    // What the history does not keep comes from the job.
    assert.deepEqual(second.Environment, { AWS_SECRET_ACCESS_KEY: 'kept' });
    assert.doesNotMatch(JSON.stringify(page.history.all()), /kept/);
    const names = (values: object = {}) => Object.keys(values).sort();
    assert.deepEqual(names(second.HyperParameters), names(HyperParameters));
    ending.abort();
  });

  it('offers to send a trial to AWS, on the page and in a message, wherever the page is', async () => {
    const here = await api();
    page = await OpenPage.open(undefined, undefined, { connections: here.connections });
    await page.session.edit({ type: 'hyperparameter', name: 'epochs', value: '3' });
    await page.session.edit({
      type: 'request',
      path: ['ResourceConfig', 'InstanceType'],
      value: 'ml.m5.large',
    });
    const place = here.connections.place;
    const { session } = page;
    try {
      const { jobName = '' } = (await session.tryHere({ minutes: 5 })) ?? {};
      assert.deepEqual(page.page.trial, { jobName, state: 'running', sendTo: undefined });
      await until('the end of the trial', () => page.page.trial?.state === 'completed');
      const text = `${jobName} ran to its end on this machine. Train it on AWS?`;
      await until('the offer', () => dialogs.told.includes(text));
      const sending = session.sendToAws();
      await here.connections.switchTo(one);
      await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
      await sending;
      await until('the page on AWS', () => page.page.connection.billed);
      assert.equal(page.page.trial.sendTo, 'launches · eu-west-1');
      assert.match(page.page.requestText, /"epochs": "3"/);
      dialogs.answer = (_message, [yes]) => yes;
      await session.tryHere({ minutes: 5 });
      session.dispose();
      const again = await until('the page, opened again', () => page.reopened[0]);
      assert.equal(again.from, 'profile/launches/eu-west-1');
      assert.deepEqual(again.spec.hyperparameters, { epochs: 3 });
    } finally {
      await here.connections.switchTo(place);
    }
  });

  it('follows the job that takes the place of one without capacity, as a task', async () => {
    const followed: string[] = [];
    page = await OpenPage.open(one, undefined, {
      logs: {
        launched: () => undefined,
        show: () => assert.fail('a task has a terminal of its own'),
        follow: (_connection, name) =>
          Promise.resolve({ state: { status: followed.push(name) === 1 ? 'Failed' : 'Completed' } }),
      },
    });
    failForCapacity(cloud);
    const { code, text } = await runTask(page);
    assert.equal(code, 0, text);
    assert.equal(followed.length, 2);
    assert.match(text, /There was no capacity for training job .* was created with ml\.m5\.xlarge instead\./);
    assert.deepEqual(page.parts.watched.of((await page.connection()).key), []);
  });

  it('leaves the job of a task to the next window, and watches on what only its terminal has left', async () => {
    const shown: string[] = [];
    let leave = (): void => page.endWindow();
    const logs: JobLogs = {
      launched: () => undefined,
      show: (_connection, name) => {
        shown.push(name);
        return { ended: Promise.resolve({ state: undefined }) };
      },
      follow: () => {
        leave();
        return Promise.resolve({ state: undefined });
      },
    };
    page = await OpenPage.open(one, undefined, { logs });
    const { key } = await page.connection();
    failForCapacity(cloud);
    assert.equal((await runTask(page)).code, 1);
    const [record] = page.history.all();
    assert.deepEqual(page.parts.watched.of(key), [record?.jobName]);
    assert.equal(page.history.all().length, 1);

    await page.close();
    page = await OpenPage.open(one, undefined, { logs });
    leave = () => undefined;
    failForCapacity(cloud);
    assert.equal((await runTask(page)).code, 1);
    await until('the job in its place', () => shown.length === 1);
    const [next, first] = page.history.all();
    assert.equal(next?.instanceType, 'ml.m5.xlarge');
    assert.equal(next.insteadOf, first?.jobName);
    assert.deepEqual(shown, [next.jobName]);
  });
});

/** Every job ends for want of capacity. */
function failForCapacity(cloud: FailingCloud): void {
  cloud.proxy.fault = ({ target }) =>
    target === 'DescribeTrainingJob'
      ? { answer: { TrainingJobStatus: 'Failed', FailureReason: 'CapacityError: None.' } }
      : undefined;
}

/** Runs a task that allows another instance type. @returns its exit code, and all that its terminal says */
async function runTask({ parts, folder }: OpenPage): Promise<{ code: number; text: string }> {
  const definition = {
    type: 'sagemaker',
    script: 'train.py',
    sourceFolder: 'src',
    fallbackInstanceTypes: ['ml.m5.xlarge'],
    request: {
      RoleArn: 'arn:aws:iam::000000000000:role/launch-page',
      AlgorithmSpecification: { TrainingImage: 'registry.example.com/python:3', TrainingInputMode: 'File' },
      ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 30 },
      StoppingCondition: { MaxRuntimeInSeconds: 60 },
    },
  };
  const terminal = new TaskTerminal(parts, { name: 'Train', definition, written: undefined, folder });
  let text = '';
  terminal.onDidWrite((more) => (text += more));
  const ended = new Promise<number>((resolve) => terminal.onDidClose(resolve));
  terminal.open();
  return { code: await ended, text };
}

/** VS Code hears of it later than it hears of a command. */
function makeActive<T extends vscode.QuickPickItem>(pick: vscode.QuickPick<T>, item: T): Promise<void> {
  if (pick.activeItems[0] === item) return Promise.resolve();
  return new Promise((resolve) => {
    pick.onDidChangeActive(([active]) => {
      if (active === item) resolve();
    });
    pick.activeItems = [item];
  });
}

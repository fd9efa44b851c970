import * as assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import type { Connection } from '../../../src/connection/connection.ts';
import { type Place, profilePlace } from '../../../src/connection/place.ts';
import type { LaunchParts, LogEnd } from '../../../src/launch/launchParts.ts';
import { LaunchMemory } from '../../../src/launch/launchMemory.ts';
import { LaunchMarket } from '../../../src/launch/page/launchMarket.ts';
import { LaunchSession } from '../../../src/launch/page/launchSession.ts';
import { ScriptFiles } from '../../../src/launch/page/scriptFiles.ts';
import type { LaunchSeed } from '../../../src/launch/page/openLaunch.ts';
import { UnfinishedLaunches } from '../../../src/launch/page/unfinishedLaunches.ts';
import { WatchedJobs } from '../../../src/launch/page/watchedJobs.ts';
import { LaunchHistory } from '../../../src/launch/spec/launchHistory.ts';
import { loadLaunchShapes } from '../../../src/launch/spec/launchShapes.ts';
import type { LaunchSpec } from '../../../src/launch/spec/launchSpec.ts';
import { newSpec } from '../../../src/launch/spec/newSpec.ts';
import { LaunchStore } from '../../../src/launch/uploads/launchStore.ts';
import type { LaunchPage } from '../../../src/messages/launch.ts';
import { LaunchPanel } from '../../../src/panels/launch/launchPanel.ts';
import { onFirstUse } from '../../../src/platform/onFirstUse.ts';
import { FaultProxy } from '../../engine/faultProxy.ts';
import { OwnService } from './connectionsKit.ts';
import { PageDouble } from './pageDouble.ts';
import { api, until } from './support.ts';

/** Two connections that AWS would bill, as their host is no loopback name; both lead to the engine. */
export const [one, other] = ['eu-west-1', 'us-west-2'].map((region) => profilePlace('launches', region)) as [
  Place,
  Place,
];

/** The engine behind a proxy that fails as a test wants, reached by a profile of the shared files. */
export class FailingCloud {
  readonly proxy: FaultProxy;
  readonly #files: readonly string[];

  private constructor(proxy: FaultProxy, files: readonly string[]) {
    this.proxy = proxy;
    this.#files = files;
  }

  static async start(): Promise<FailingCloud> {
    const here = await (await api()).connections.connect();
    await createRole(here);
    const variables = await here.environment();
    const home = dirname(process.env['AWS_CONFIG_FILE'] ?? '');
    const files = ['aws-config', 'aws-credentials'].map((name) => join(home, name));
    const [config = '', credentials = ''] = files;
    const proxy = new FaultProxy(variables['AWS_ENDPOINT_URL'] ?? '');
    const { port } = new URL(await proxy.start());
    const url = `http://[::ffff:127.0.0.1]:${port}`;
    await writeFile(config, `[profile launches]\nregion = eu-west-1\nendpoint_url = ${url}\n`);
    const keys = `aws_access_key_id = ${variables['AWS_ACCESS_KEY_ID'] ?? ''}\naws_secret_access_key = ${variables['AWS_SECRET_ACCESS_KEY'] ?? ''}\n`;
    await writeFile(credentials, `[launches]\n${keys}`);
    return new FailingCloud(proxy, files);
  }

  /** Lets everything pass again. */
  mend(): void {
    this.proxy.fault = () => undefined;
    this.proxy.dropAnswer = () => false;
    this.proxy.seen.length = 0;
  }

  async stop(): Promise<void> {
    this.proxy.stop();
    for (const file of this.#files) await rm(file, { force: true });
  }
}

/** One that trusts SageMaker; engines outlive tests, so that it may be there. */
async function createRole(connection: Connection): Promise<void> {
  const { CreateRoleCommand } = await import('@aws-sdk/client-iam');
  const Statement = [
    { Effect: 'Allow', Principal: { Service: 'sagemaker.amazonaws.com' }, Action: 'sts:AssumeRole' },
  ];
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
  await (
    await connection.iam()
  )
    .send(new CreateRoleCommand({ RoleName: 'launch-page', AssumeRolePolicyDocument }))
    .catch((error: unknown) => {
      if (!(error instanceof Error) || !error.name.startsWith('EntityAlreadyExists')) throw error;
    });
}

/** A launch page without its webview: its session on connections, memory and files of the test's own. */
export class OpenPage {
  readonly folder: string;
  readonly service: OwnService;
  readonly history: LaunchHistory;
  readonly reopened: LaunchSeed[] = [];
  readonly logs: string[] = [];
  readonly session: LaunchSession;
  readonly parts: LaunchParts;
  readonly #ending = new AbortController();

  private constructor(
    folder: string,
    change: (spec: LaunchSpec) => LaunchSpec,
    parts: Partial<LaunchParts>,
    kept?: ReadonlyMap<string, unknown>,
  ) {
    this.folder = folder;
    this.service = new OwnService(kept);
    const { memento } = this.service;
    this.history = new LaunchHistory(memento);
    const media = (name: string) => join(extensionPath(), 'media', 'data', name);
    const files = { instances: media('instances.json'), images: media('images.json') };
    this.parts = {
      log: this.service.log,
      connections: this.service.connections,
      memory: new LaunchMemory(memento),
      store: new LaunchStore(join(folder, 'store')),
      history: this.history,
      watched: new WatchedJobs(memento),
      unfinished: new UnfinishedLaunches(memento),
      market: new LaunchMarket(files, this.history, () => undefined),
      logs: {
        launched: () => undefined,
        show: (_connection, name) => {
          this.logs.push(name);
          // As if its terminal was closed at once.
          return { ended: Promise.resolve<LogEnd>({ state: undefined }) };
        },
        follow: () => Promise.resolve({ state: undefined }),
      },
      scripts: new ScriptFiles(),
      instancesFile: files.instances,
      storageFolder: folder,
      ending: this.#ending.signal,
      shapes: onFirstUse(() => loadLaunchShapes(media('constraints.json'))),
      openPage: () => assert.fail('no page is opened here'),
      ...parts,
    };
    const spec = newSpec(join(folder, 'src'), 'train.py');
    const given = change({ ...spec, channels: [{ name: 'train', source: { path: join(folder, 'data') } }] });
    const seed = () => Promise.resolve({ spec: given });
    this.session = new LaunchSession(this.parts, seed, (again) => this.reopened.push(again));
  }

  /** Once it has the connection. */
  static async open(...given: Parameters<typeof OpenPage.begin>): Promise<OpenPage> {
    const page = await OpenPage.begin(...given);
    await page.session.start();
    return page;
  }

  /** Has read nothing yet, and is not connected. */
  static async begin(
    place: Place | undefined,
    change: (spec: LaunchSpec) => LaunchSpec = (spec) => spec,
    parts: Partial<LaunchParts> = {},
  ): Promise<OpenPage> {
    const folder = await mkdtemp(join(tmpdir(), 'launch-page-'));
    await mkdir(join(folder, 'src'));
    await mkdir(join(folder, 'data'));
    await writeFile(join(folder, 'src', 'train.py'), `print("${folder}")\n`);
    await writeFile(join(folder, 'data', 'a.csv'), folder);
    const page = new OpenPage(folder, change, parts);
    if (place) await page.service.connections.switchTo(place);
    return page;
  }

  /** As in the next window, when one was closed while it sent. */
  static async reopened({ folder, service, parts }: OpenPage): Promise<OpenPage> {
    const [left] = parts.unfinished.all();
    assert.ok(left, 'nothing was left unfinished');
    const page = new OpenPage(folder, () => left.spec, {}, service.kept);
    await page.session.start();
    return page;
  }

  /** Chooses what AWS demands and this engine does not look at. */
  async choose(): Promise<void> {
    const { session } = this;
    const account = '000000000000';
    const at = (path: readonly string[], value: unknown) => session.edit({ type: 'request', path, value });
    await at(['ResourceConfig', 'InstanceType'], 'ml.m5.large');
    await at(['RoleArn'], `arn:aws:iam::${account}:role/launch-page`);
    await at(['AlgorithmSpecification', 'TrainingImage'], 'registry.example.com/python:3');
  }

  get page(): LaunchPage {
    return this.session.page ?? assert.fail('the page is not there yet');
  }

  get request(): Readonly<Record<string, unknown>> {
    return this.page.request as Readonly<Record<string, unknown>>;
  }

  connection(): Promise<Connection> {
    return this.service.connections.connect();
  }

  /** What is in a connection's own bucket of this product. */
  async keys(connection?: Connection): Promise<string[]> {
    const { ListObjectsV2Command } = await import('@aws-sdk/client-s3');
    const at = connection ?? (await this.connection());
    const Bucket = `sagemaker-${at.region}-000000000000`;
    const listing = (await at.s3()).send(
      new ListObjectsV2Command({ Bucket, Prefix: 'sagemaker-workbench/' }),
    );
    const { Contents = [] } = (await unlessNoBucket(listing)) ?? {};
    return Contents.map(({ Key = '' }) => Key);
  }

  async uploads(): Promise<number> {
    const { ListMultipartUploadsCommand } = await import('@aws-sdk/client-s3');
    const at = await this.connection();
    const Bucket = `sagemaker-${at.region}-000000000000`;
    const listing = (await at.s3()).send(new ListMultipartUploadsCommand({ Bucket }));
    const { Uploads = [] } = (await unlessNoBucket(listing)) ?? {};
    return Uploads.length;
  }

  async job(name: string) {
    const { DescribeTrainingJobCommand } = await import('@aws-sdk/client-sagemaker');
    const client = await (await this.connection()).sagemaker();
    return client.send(new DescribeTrainingJobCommand({ TrainingJobName: name }));
  }

  settled(): Promise<unknown> {
    return until('the page’s answers', () => !this.page.requestText.includes('…'));
  }

  /** The page in a panel, whose webview is the test's. */
  inPanel(): PageDouble {
    const extensionUri = vscode.Uri.file(extensionPath());
    return new PageDouble(
      () => new LaunchPanel({ extensionUri, log: this.service.log, source: this.session, script: undefined }),
    );
  }

  /** As when its window closes: what still watches a job ends, and so does what is sent. */
  endWindow(): void {
    this.service.connections.dispose();
    this.#ending.abort();
    this.session.dispose();
  }

  async close(): Promise<void> {
    this.endWindow();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** A launch that is cancelled takes the bucket back that it has made. */
function unlessNoBucket<T>(listing: Promise<T>): Promise<T | undefined> {
  return listing.catch((error: unknown) => {
    if (error instanceof Error && error.name === 'NoSuchBucket') return undefined;
    throw error;
  });
}

function extensionPath(): string {
  const extension = vscode.extensions.getExtension('sagemaker-workbench.sagemaker-workbench');
  return extension?.extensionPath ?? assert.fail('the extension is not there');
}

/** Answers VS Code's own dialogs as a test wants, until it is disposed. */
export class Dialogs {
  readonly asked: string[] = [];
  readonly told: string[] = [];
  readonly progress: vscode.CancellationTokenSource[] = [];
  /** What is pressed in a modal dialog: the first button. */
  press: (message: string, buttons: readonly string[]) => string | undefined = (_message, [first]) => first;
  /** What is pressed in a notification: nothing. */
  answer: (message: string, buttons: readonly string[]) => string | undefined = () => undefined;
  readonly #undo: (() => void)[] = [];

  constructor() {
    this.#replace('showWarningMessage', (message: string, _options: unknown, ...buttons: string[]) => {
      this.asked.push(message);
      return Promise.resolve(this.press(message, buttons));
    });
    this.#replace('showInformationMessage', (message: string, ...buttons: string[]) => {
      this.told.push(message);
      return Promise.resolve(this.answer(message, buttons));
    });
    this.#replace('showErrorMessage', (message: string) => {
      this.told.push(message);
      return Promise.resolve(undefined);
    });
    this.#replace(
      'withProgress',
      (_options: unknown, task: (progress: unknown, token: vscode.CancellationToken) => unknown) => {
        const source = new vscode.CancellationTokenSource();
        this.progress.push(source);
        return task({ report: () => undefined }, source.token);
      },
    );
  }

  /** VS Code's own quick picks, as they open from now on. */
  picks(): vscode.QuickPick<vscode.QuickPickItem>[] {
    const open: vscode.QuickPick<vscode.QuickPickItem>[] = [];
    const create = vscode.window.createQuickPick.bind(vscode.window);
    this.#replace('createQuickPick', () => {
      const pick = create();
      open.push(pick);
      return pick;
    });
    return open;
  }

  dispose(): void {
    for (const undo of this.#undo.reverse()) undo();
  }

  #replace(name: keyof typeof vscode.window, by: unknown): void {
    const window = vscode.window as unknown as Record<string, unknown>;
    const before = window[name];
    window[name] = by;
    this.#undo.push(() => (window[name] = before));
  }
}

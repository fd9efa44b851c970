import * as vscode from 'vscode';
import type { Connection } from '../../connection/connection.ts';
import type { ConnectionService } from '../../connection/connectionService.ts';
import { Disposables } from '../../platform/disposables.ts';
import type { Log } from '../../platform/log.ts';
import { withProgressWhenSlow } from '../../platform/progress.ts';
import { showError } from '../../platform/showError.ts';
import { Accounts } from './accounts.ts';
import { blamedLine } from './blame.ts';
import type { FailureAccount } from './failureAccount.ts';
import { FailureDocuments } from './failureDocuments.ts';
import { type FailureStep, isFailureStep } from './failureStep.ts';
import { failureUri } from './failureUri.ts';
import { notice, noticeSteps } from './notice.ts';
import { failedTarget, targetOf } from './pickFailed.ts';
import { ProblemList } from './problemList.ts';
import { problemsOf } from './problems.ts';
import { failed, readSource } from './readFailure.ts';
import { type SentFiles, Sources } from './sources.ts';
import { takeStep } from './steps.ts';
import type { SubjectEnd } from '../follow/subject.ts';
import type { SourceFolders } from '../sourceFiles.ts';
import type { TailTarget } from '../tailTarget.ts';

/** Knows what was launched from this workspace. */
export interface Launches extends SourceFolders {
  /** Whether another job takes the place of one that ended so, for want of instances: whoever does that says it. */
  isReplaced(
    connectionKey: string,
    jobName: string,
    ended: { TrainingJobStatus: string; FailureReason?: string; SecondaryStatus?: string },
  ): Promise<boolean>;
}

export interface FailureParts {
  readonly connections: ConnectionService;
  readonly log: Log;
  readonly folders: Launches;
  readonly sentFiles: SentFiles;
  /** The path of `failures.json`. */
  readonly tableFile: string;
}

/** Finds out why something failed and shows it; loaded with the first failure. */
export class FailureDesk extends Disposables {
  readonly documents: FailureDocuments;
  readonly #parts: FailureParts;
  readonly #accounts: Accounts;
  readonly #sources: Sources;
  readonly #problems = this.add(new ProblemList());

  constructor(parts: FailureParts) {
    super();
    const { connections, folders, sentFiles, tableFile } = parts;
    this.#parts = parts;
    this.#accounts = new Accounts(tableFile);
    this.#sources = new Sources(folders, sentFiles);
    this.documents = new FailureDocuments(connections, this.#accounts);
    this.add(vscode.workspace.onDidCloseTextDocument(({ uri }) => this.documents.forget(uri)));
  }

  /** See `Failures.show`. */
  async show(
    connection: Connection,
    target: TailTarget,
    { outcome }: SubjectEnd,
    showLog: (() => void) | undefined,
  ): Promise<void> {
    if (outcome === 'deleted') return;
    if (outcome === 'completed') {
      if (this.#problems.isEmpty) return;
      const source = await readSource(connection, target, new AbortController().signal);
      this.#problems.clear(this.#scriptOf({ target, source }));
      return;
    }
    const account = await this.#accounts.of(connection, target);
    if (failed(account.status, account.secondaryStatus) && !(await this.#isReplaced(connection, account)))
      await this.#tell(account, showLog);
  }

  async #tell(account: FailureAccount, showLog: (() => void) | undefined): Promise<void> {
    const blamed = await blamedLine(account, (path) => this.#sources.read(account, path));
    this.#problems.set(this.#scriptOf(account), await problemsOf(account, this.#sources, blamed));
    const isHere = blamed !== undefined && (await this.#sources.place(account, blamed)) !== undefined;
    const steps = noticeSteps(account, isHere ? blamed : undefined);
    // The message stays until someone closes it.
    notice(account, steps, showLog)
      .then((chosen) => chosen && this.#take(account, chosen))
      .catch((error: unknown) => showError(this.#parts.log, `Failure of ${account.target.name}`, error));
  }

  async #isReplaced({ key }: Connection, account: FailureAccount): Promise<boolean> {
    const { target, status, reason, secondaryStatus } = account;
    if (target.kind !== 'trainingJob') return false;
    return this.#parts.folders.isReplaced(key, target.name, {
      TrainingJobStatus: status,
      ...(reason !== undefined && { FailureReason: reason }),
      ...(secondaryStatus !== undefined && { SecondaryStatus: secondaryStatus }),
    });
  }

  /** Whose failure it is: runs of one script from one folder follow one another. */
  #scriptOf({ target, source }: Pick<FailureAccount, 'target' | 'source'>): string {
    const script = source.script ?? '';
    return [target.kind, this.#sources.folderOf({ target }) ?? target.name, script].join('\n');
  }

  /** "Show Failure": @returns the account's document; undefined when nothing was chosen. */
  async showAccount(argument: unknown): Promise<vscode.Uri | undefined> {
    const connection = await this.#parts.connections.connect();
    const target = await failedTarget(connection, argument);
    if (!target) return undefined;
    // Before the document, which cannot be cancelled and shows no progress.
    await withProgressWhenSlow('Show failure', `reading the log of ${target.name}`, (signal) =>
      this.#accounts.of(connection, target, signal),
    );
    const uri = failureUri(target);
    await vscode.window.showTextDocument(uri, { preview: true });
    return uri;
  }

  /** What a link of an account leads to. */
  async stepOf(argument: unknown, step: unknown): Promise<void> {
    const target = targetOf(argument);
    if (!target || !isFailureStep(step)) return;
    await this.#take(await this.#accounts.of(await this.#parts.connections.connect(), target), step);
  }

  #take(account: FailureAccount, step: FailureStep): Promise<void> {
    return takeStep(this.#sources, account, step, async () => {
      await this.showAccount(account.target);
    });
  }
}

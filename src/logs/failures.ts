import * as vscode from 'vscode';
import type { Connection } from '../connection/connection.ts';
import { commands } from '../manifest/commands.ts';
import type { CommandRegistry } from '../platform/commandRegistry.ts';
import { Disposables } from '../platform/disposables.ts';
import { explain } from '../platform/explain.ts';
import type { KeptJobs } from '../platform/keptJobs.ts';
import { onFirstUse } from '../platform/onFirstUse.ts';
import { showError } from '../platform/showError.ts';
import type { Reason } from '../platform/userError.ts';
import type { FailureDesk, FailureParts } from './failures/failureDesk.ts';
import { failureScheme } from './failures/failureUri.ts';
import type { SubjectEnd } from './follow/subject.ts';
import type { TailTarget } from './tailTarget.ts';

/** What keeps from reading why something failed for now, and not for good. */
const passing: readonly Reason[] = ['cancelled', 'not-reachable', 'signed-out', 'throttled'];

/** Shows failures where people look for errors: a message, the Problems panel at their own line, and a full account. */
export class Failures extends Disposables {
  readonly #parts: FailureParts;
  readonly #launched: KeptJobs;
  readonly #desk: () => Promise<FailureDesk>;
  /** What this window has said, or is about to. */
  readonly #said = new Set<string>();

  /** @param launched the jobs that were launched from here and whose end nobody has been told */
  constructor(registry: CommandRegistry, parts: FailureParts, launched: KeptJobs) {
    super();
    this.#parts = parts;
    this.#launched = launched;
    this.#desk = onFirstUse(async () => {
      const { FailureDesk } = await import('./failures/failureDesk.ts');
      return this.add(new FailureDesk(parts));
    });
    const desk = this.#desk;
    this.add(
      vscode.workspace.registerTextDocumentContentProvider(failureScheme, {
        provideTextDocumentContent: async (uri, token) =>
          (await desk()).documents.provideTextDocumentContent(uri, token),
      }),
    );
    this.add(
      vscode.languages.registerDocumentLinkProvider(
        { scheme: failureScheme },
        { provideDocumentLinks: async (document) => (await desk()).documents.provideDocumentLinks(document) },
      ),
    );
    this.add(
      registry.register(commands.failureShow, async (argument) => (await desk()).showAccount(argument)),
    );
    this.add(
      registry.register(commands.failureStep, async (target, step) => (await desk()).stepOf(target, step)),
    );
  }

  /**
   * A job or endpoint has ended: a failure is put into the Problems panel and said once, a success takes away what an earlier
   * run left there. The promise does not wait for an answer, and never rejects.
   * @param showLog undefined where the log is in sight anyway
   */
  async show(
    connection: Connection,
    target: TailTarget,
    end: SubjectEnd,
    showLog: (() => void) | undefined,
  ): Promise<void> {
    const { kind, name } = target;
    const failure = [connection.key, kind, name, end.at].join('\n');
    if (this.#said.has(failure)) return;
    this.#said.add(failure);
    const wasLaunched = kind === 'trainingJob' && this.#launched.of(connection.key).includes(name);
    try {
      // First: no other window says it, too.
      if (wasLaunched) await this.#launched.drop(connection.key, name);
      await (await this.#desk()).show(connection, target, end, showLog);
    } catch (error) {
      void showError(this.#parts.log, `Show why ${name} failed`, error);
      if (!passing.includes(explain(error).reason)) return;
      this.#said.delete(failure);
      if (wasLaunched) await this.#launched.keep(connection.key, name);
    }
  }
}

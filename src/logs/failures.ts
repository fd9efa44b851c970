import * as vscode from 'vscode';
import type { Connection } from '../connection/connection.ts';
import { commands } from '../manifest/commands.ts';
import type { CommandRegistry } from '../platform/commandRegistry.ts';
import { Disposables } from '../platform/disposables.ts';
import { onFirstUse } from '../platform/onFirstUse.ts';
import { showError } from '../platform/showError.ts';
import type { FailureDesk, FailureParts } from './failures/failureDesk.ts';
import { failureScheme } from './failures/failureUri.ts';
import type { SubjectEnd } from './follow/subject.ts';
import type { TailTarget } from './tailTarget.ts';

/** Shows failures where people look for errors: a message, the Problems panel at their own line, and a full account. */
export class Failures extends Disposables {
  readonly #parts: FailureParts;
  readonly #desk: () => Promise<FailureDesk>;

  constructor(registry: CommandRegistry, parts: FailureParts) {
    super();
    this.#parts = parts;
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
   * Something that was followed has ended: a failure is put into the Problems panel and said once, a success takes away
   * what an earlier run left there. The promise does not wait for an answer, and never rejects.
   * @param showLog undefined where the log is in sight anyway
   */
  async show(
    connection: Connection,
    target: TailTarget,
    end: SubjectEnd,
    showLog: (() => void) | undefined,
  ): Promise<void> {
    try {
      await (await this.#desk()).show(connection, target, end, showLog);
    } catch (error) {
      void showError(this.#parts.log, `Show why ${target.name} failed`, error);
    }
  }
}

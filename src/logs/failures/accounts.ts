import { readFile } from 'node:fs/promises';
import type { CauseTable } from '../../analysis/failures/cause.ts';
import { causeTable } from '../../analysis/failures/causeTable.ts';
import { onFirstUse } from '../../platform/onFirstUse.ts';
import type { TailTarget } from '../tailTarget.ts';
import type { FailureAccount } from './failureAccount.ts';
import { type FailurePlace, readFailure } from './readFailure.ts';

const mostKept = 30;

/** Accounts of failures: read once, as what has failed does not change. */
export class Accounts {
  readonly #table: () => Promise<CauseTable>;
  readonly #kept = new Map<string, FailureAccount>();

  /** @param tableFile the path of `failures.json` */
  constructor(tableFile: string) {
    this.#table = onFirstUse(async () => causeTable(JSON.parse(await readFile(tableFile, 'utf8'))));
  }

  /** What is known; read from SageMaker and the log when nothing is. */
  async of(
    connection: FailurePlace & { readonly key: string },
    target: TailTarget,
    signal: AbortSignal = new AbortController().signal,
  ): Promise<FailureAccount> {
    const id = [connection.key, target.kind, target.name, target.arn ?? ''].join('\n');
    const kept = this.#kept.get(id);
    if (kept) return kept;
    const account = await readFailure(connection, target, await this.#table(), signal);
    // What goes on, or could not be read in full, may say something else later.
    if (account.endedAt !== undefined && account.logTrouble === undefined) this.#keep(id, account);
    return account;
  }

  #keep(id: string, account: FailureAccount): void {
    this.#kept.set(id, account);
    const oldest = this.#kept.keys().next();
    if (this.#kept.size > mostKept && oldest.done !== true) this.#kept.delete(oldest.value);
  }
}

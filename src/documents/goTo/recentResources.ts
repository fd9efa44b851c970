import type * as vscode from 'vscode';
import { sameResource } from '../../catalog/links/sameResource.ts';
import { referenceFrom, type ResourceReference } from '../../catalog/resource.ts';

const most = 15;

/** The resources that were gone to last, kept per workspace and connection. */
export class RecentResources {
  readonly #memory: vscode.Memento;

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
  }

  /** The last first. @param connection its key */
  of(connection: string): readonly ResourceReference[] {
    const kept = this.#memory.get<unknown>(keyOf(connection));
    return Array.isArray(kept) ? kept.flatMap((one: unknown) => referenceFrom(one) ?? []) : [];
  }

  async add(connection: string, { kind, name, arn }: ResourceReference): Promise<void> {
    const others = this.of(connection).filter((known) => !sameResource(known, { arn }));
    await this.#memory.update(keyOf(connection), [{ kind, name, arn }, ...others].slice(0, most));
  }
}

const keyOf = (connection: string) => `goTo.recent/${connection}`;

import type { CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import * as vscode from 'vscode';
import type { Connection } from '../../connection/connection.ts';
import type { Defaults } from '../../connection/defaults/defaults.ts';
import type { InstanceRow } from '../../messages/launchInstances.ts';
import { withProgress } from '../../platform/progress.ts';
import { confirm } from '../../platform/say.ts';
import { ConnectionFacts } from '../facts/connectionFacts.ts';
import { createRole, planRole, rolePlanText } from '../facts/createRole.ts';
import { InstanceTable } from '../facts/instanceTable.ts';
import type { LaunchHistory } from '../spec/launchHistory.ts';
import type { LaunchSpec } from '../spec/launchSpec.ts';

export interface MarketFiles {
  /** `media/data/instances.json`. */
  readonly instances: string;
  /** `media/data/images.json`. */
  readonly images: string;
}

/** What a connection offers to a launch: instances, images, roles; and whether they can be had. */
export class LaunchMarket {
  readonly #files: MarketFiles;
  readonly #table: InstanceTable;
  readonly #history: LaunchHistory;

  /** @param onFailure told what could not be asked */
  constructor(files: MarketFiles, history: LaunchHistory, onFailure: (error: unknown) => void) {
    this.#files = files;
    this.#table = new InstanceTable(files.instances, onFailure);
    this.#history = history;
  }

  /** All types without asking anybody, for the first moment. */
  knownInstances(connection: Pick<Connection, 'region' | 'billed'>): Promise<readonly InstanceRow[]> {
    return this.#table.known(connection);
  }

  /** All types with rates, quotas and what runs, as far as the connection tells. */
  async instances(connection: Connection, signal?: AbortSignal): Promise<readonly InstanceRow[]> {
    return (await this.#table.facts(connection, signal)).rows;
  }

  /** What a launch asks of the connection. */
  facts(connection: Connection, defaults: Defaults): ConnectionFacts {
    return new ConnectionFacts({
      connection,
      defaults,
      table: this.#table,
      imagesFile: this.#files.images,
      instancesFile: this.#files.instances,
      recent: () => ({
        images: this.#used(connection, (request) => request.AlgorithmSpecification?.TrainingImage),
        roles: this.#used(connection, ({ RoleArn }) => RoleArn),
      }),
    });
  }

  /** Shows what a role for a request may do, and makes it when that is wanted. @returns its ARN */
  async createRole(connection: Connection, request: CreateTrainingJobRequest): Promise<string | undefined> {
    const base = (request.TrainingJobName ?? 'training').replace(/-\d{4}-\d{6}-\d{3}$/, '');
    const plan = await planRole(connection, request, base);
    const content = rolePlanText(plan);
    const document = await vscode.workspace.openTextDocument({ language: 'json', content });
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true });
    const create = 'Create Role';
    const detail = `Account ${await connection.accountId()}. Its policy is shown beside: no more than this launch needs.`;
    const message = `Create the role "${plan.name}"?`;
    if (!(await confirm(message, create, detail))) return undefined;
    return withProgress(`Create role ${plan.name}`, (_report, signal) =>
      createRole(connection, plan, signal),
    );
  }

  #used(connection: Connection, of: (request: LaunchSpec['request']) => string | undefined): string[] {
    const values = this.#history.at(connection.key).flatMap(({ spec }) => of(spec.request) ?? []);
    return [...new Set(values)];
  }
}

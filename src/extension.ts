import { join } from 'node:path';
import type * as vscode from 'vscode';
import type { ExtensionApi } from './api.ts';
import { Prices } from './catalog/prices/prices.ts';
import { ConnectionService } from './connection/connectionService.ts';
import { InstalledEngine } from './connection/engineControl.ts';
import { registerConnection } from './connection/registerConnection.ts';
import { Documents } from './documents/documents.ts';
import { archiveUri } from './documents/s3/archive/archiveUri.ts';
import { S3 } from './documents/s3/registerS3.ts';
import { objectUri } from './documents/s3/s3FileUri.ts';
import { Explorer } from './explorer/explorer.ts';
import { Running } from './explorer/running/running.ts';
import { registerWelcome } from './explorer/welcome/registerWelcome.ts';
import { registerInference } from './inference/registerInference.ts';
import { LaunchMemory } from './launch/launchMemory.ts';
import { registerLaunch } from './launch/registerLaunch.ts';
import { registerInsights } from './logs/insights/registerInsights.ts';
import { jobLogs } from './logs/jobLogs.ts';
import { Logs } from './logs/logs.ts';
import { ProgressWatch } from './logs/progress/progressWatch.ts';
import { registerProgress } from './logs/progress/registerProgress.ts';
import { CommandRegistry } from './platform/commandRegistry.ts';
import { Log } from './platform/log.ts';
import { registerCompare } from './panels/compare/registerCompare.ts';
import { insightsPanels } from './panels/insights/insightsPanel.ts';
import { LaunchPanel } from './panels/launch/launchPanel.ts';
import { logPanels } from './panels/log/logPanel.ts';
import { registerMetrics } from './panels/metrics/registerMetrics.ts';
import { ReturningPages } from './panels/reopening.ts';

/** Builds the parts and hands them what they need. Nothing connects, and no SDK is loaded, until something is asked for. */
export function activate(context: vscode.ExtensionContext): ExtensionApi {
  const began = performance.now();
  const own = <T extends vscode.Disposable>(part: T): T => {
    context.subscriptions.push(part);
    return part;
  };
  const log = own(new Log());
  const registry = new CommandRegistry(log);
  const connections = own(
    new ConnectionService(log, new InstalledEngine(context, log), context.workspaceState),
  );
  own(registerConnection(connections, registry, log));
  const progress = own(new ProgressWatch(connections, log));
  const explorer = own(new Explorer(connections, registry, context.workspaceState, progress, log));
  const instancesFile = context.asAbsolutePath('media/data/instances.json');
  const prices = new Prices(join(context.globalStorageUri.fsPath, 'prices'), instancesFile, (error) =>
    log.error('Ask the Price List API', error),
  );
  const running = own(new Running(connections, registry, prices, progress, log));
  own(registerWelcome(context, registry));
  const s3 = own(new S3(connections, registry, log));
  const pinned = (connectionKey: string) => explorer.tree.memory.allPins(connectionKey);
  const { links } = own(
    new Documents({
      connections,
      registry,
      log,
      memory: context.workspaceState,
      pinned,
      selected: explorer.selected,
    }),
  );
  const returning = own(new ReturningPages(connections, log));
  const pages = { extensionUri: context.extensionUri, log, returning };
  const memento = context.workspaceState;
  const memory = new LaunchMemory(memento);
  const logs = own(
    new Logs(
      registry,
      connections,
      memory,
      {
        folder: join(context.globalStorageUri.fsPath, 'logs'),
        scanProgram: context.asAbsolutePath('dist/logScan.js'),
        ...logPanels(pages),
      },
      {
        log,
        sentFiles: { inArchive: archiveUri, object: objectUri },
        tableFile: context.asAbsolutePath('media/data/failures.json'),
      },
      { rates: prices, progress, memento },
    ),
  );
  const notices = own(registerProgress(registry, connections, progress));
  own(registerInsights(registry, connections, { memento, ...insightsPanels(pages) }));
  own(
    registerLaunch(registry, {
      log,
      connections,
      memory,
      workspaceState: context.workspaceState,
      logs: jobLogs(logs, notices),
      files: {
        instances: instancesFile,
        images: context.asAbsolutePath('media/data/images.json'),
        constraints: context.asAbsolutePath('media/data/constraints.json'),
      },
      uploadsFolder: join(context.globalStorageUri.fsPath, 'launches'),
      storageFolder: (context.storageUri ?? context.globalStorageUri).fsPath,
      openPage: (source, script) => new LaunchPanel({ ...pages, source, script }),
    }),
  );
  own(registerCompare(registry, { ...pages, connections, prices }));
  own(registerInference(registry, connections));
  own(registerMetrics(registry, { ...pages, connections }));
  return {
    connections,
    resources: explorer.tree,
    running,
    s3: s3.tree,
    links,
    activationMilliseconds: performance.now() - began,
  };
}

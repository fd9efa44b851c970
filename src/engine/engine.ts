import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createEndpoints } from './hosting/endpoints.ts';
import { createLogsService } from './services/logs/logsService.ts';
import { createNeighbours } from './services/neighbours.ts';
import { limitedByQuotas } from './services/quotas/limited.ts';
import { createRunMetricsService } from './services/runMetrics/runMetricsService.ts';
import { createRuntimeService } from './services/runtime/runtimeService.ts';
import { FileLogStore } from './store/fileLogStore.ts';
import { FileObjectStore } from './store/fileObjectStore.ts';
import { MetricStore } from './store/metricStore.ts';
import { RunMetrics } from './store/runMetrics.ts';
import { InstanceMonitor } from './instances/instanceMonitor.ts';
import { createListener } from './http/listener.ts';
import { createTrainingJobs } from './jobs/trainingJobs.ts';
import { validateTraining } from './jobs/validateTraining.ts';
import { type EngineLog } from './log.ts';
import { type EngineKeys, type EngineParts } from './parts.ts';
import { type Behaviour } from './resources/behaviour.ts';
import { allFamilies } from './resources/allFamilies.ts';
import { assemble } from './resources/families.ts';
import { AutomaticLineage } from './resources/lineage/automaticLineage.ts';
import { recover } from './resources/recovery.ts';
import { StatusClock } from './resources/statusClock.ts';
import { ResourceStore } from './resources/resourceStore.ts';
import { localPage } from './services/pages/localPages.ts';
import { createS3Service } from './services/s3/s3Service.ts';
import { createSageMakerService, sagemakerSchemas } from './services/sagemaker/sagemakerService.ts';
import { Database } from './store/database.ts';

export interface EngineOptions {
  readonly dataDir: string;
  /** 0: the one before, else any that is free. */
  readonly port: number;
  /** The port that the last engine of this data directory had: its jobs still know it. */
  readonly lastPort: number;
  readonly region: string;
  readonly accountId: string;
  readonly keys: EngineKeys;
  readonly python: () => string;
  readonly log: EngineLog;
  /** Minutes without a request and without a running job after which the engine ends by itself; 0: never. */
  readonly idleExitMinutes: number;
  readonly onIdle: () => void;
  /** Scales the times in which statuses move by themselves: 1 as AWS-like as is bearable, 0 at once. */
  readonly statusDelay: number;
}

export interface RunningEngine {
  readonly endpoint: string;
  /** Ends orderly: no new requests, model servers stopped, state closed. Jobs go on and are found again. */
  close(): Promise<void>;
}

/**
 * SageMaker on this machine: builds the parts, takes up what was left, and listens on 127.0.0.1.
 * @throws Error when another engine holds the data directory ("database is locked"), or the port is taken
 */
export async function startEngine(options: EngineOptions): Promise<RunningEngine> {
  const { dataDir, accountId, region, keys, log } = options;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const database = new Database(join(dataDir, 'state.db'));
  const resources = new ResourceStore(database);
  const objects = new FileObjectStore(dataDir, database);
  const logs = new FileLogStore(dataDir, database);
  const metrics = new MetricStore(database, log);
  const runMetrics = new RunMetrics(database);
  let url = '';
  const parts: EngineParts = {
    ...{ dataDir, accountId, region, keys, database, resources, objects, logs, metrics, runMetrics, log },
    instances: new InstanceMonitor(metrics, log),
    python: options.python,
    endpoint: () => url,
  };

  const neighbours = createNeighbours(parts);
  const jobs = createTrainingJobs(parts);
  const endpoints = createEndpoints(parts);
  const clock = new StatusClock(resources, options.statusDelay);
  const lineage = new AutomaticLineage(resources, log);
  const operationParts = { store: resources, clock, schemas: sagemakerSchemas, log, endpoint: () => url };
  const families = allFamilies({ trainingJobs: jobs, validateTraining, endpoints, engine: parts });
  const { handlers, kinds } = assemble(families, operationParts);

  let lastRequest = Date.now();
  const server = createListener({
    services: [
      createRuntimeService(endpoints),
      createRunMetricsService(resources, runMetrics),
      createSageMakerService(limitedByQuotas(handlers, neighbours.quotas, resources)),
      createLogsService({ logs, database, accountId, log }),
      ...neighbours.services,
      createS3Service(objects, { region, accountId }),
    ],
    ...{ keys: neighbours.keys, accountId, region, log },
    page: (request) => localPage(request, resources, Date.now() / 1000),
    onRequest: () => (lastRequest = Date.now()),
  });
  url = `http://127.0.0.1:${await listen(server, options)}`;

  for (const kind of kinds) recover(kind, operationParts);
  const idle = setInterval(() => {
    if (jobs.running() > 0) lastRequest = Date.now();
    const minutes = (Date.now() - lastRequest) / 60_000;
    if (options.idleExitMinutes > 0 && minutes >= options.idleExitMinutes) options.onIdle();
  }, 10_000);

  const behaviours = new Set<Behaviour>(kinds.flatMap(({ kind }) => kind.behaviour ?? []));
  return {
    endpoint: url,
    async close() {
      clearInterval(idle);
      server.close();
      server.closeIdleConnections();
      clock.close();
      lineage.close();
      await Promise.all([...behaviours].map(async (behaviour) => behaviour.close?.()));
      server.closeAllConnections();
      metrics.close();
      database.close();
    },
  };
}

/** @returns the port */
async function listen(server: Server, { port, lastPort }: EngineOptions): Promise<number> {
  const attempt = async (wanted: number): Promise<void> => {
    server.listen(wanted, '127.0.0.1');
    await once(server, 'listening');
  };
  const preferred = port === 0 ? lastPort : port;
  try {
    await attempt(preferred);
  } catch (error) {
    if (port !== 0 || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    await attempt(0);
  }
  return (server.address() as AddressInfo).port;
}

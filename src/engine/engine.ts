import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createEndpoints } from './hosting/endpoints.ts';
import { createLogsService } from './services/logs/logsService.ts';
import { createRuntimeService } from './services/runtime/runtimeService.ts';
import { FileLogStore } from './store/fileLogStore.ts';
import { FileObjectStore } from './store/fileObjectStore.ts';
import { createListener } from './http/listener.ts';
import { createTrainingJobs } from './jobs/trainingJobs.ts';
import { validateTraining } from './jobs/validateTraining.ts';
import { type EngineKeys, type EngineLog, type EngineParts } from './parts.ts';
import { type Behaviour } from './resources/behaviour.ts';
import { endpoint, updateWeights } from './resources/endpoint.ts';
import { endpointConfig } from './resources/endpointConfig.ts';
import { featureGroup } from './resources/featureGroup.ts';
import { type ResourceKind } from './resources/kind.ts';
import { model } from './resources/model.ts';
import { ResourceStore } from './resources/resourceStore.ts';
import { settles } from './resources/settle.ts';
import { trainingJob } from './resources/trainingJob.ts';
import { createS3Service } from './services/s3/s3Service.ts';
import { createSageMakerService } from './services/sagemaker/sagemakerService.ts';
import { createStsService } from './services/sts/stsService.ts';
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
}

export interface RunningEngine {
  readonly endpoint: string;
  /** Ends orderly: no new requests, model servers stopped, state closed. Jobs go on and are found again. */
  close(): Promise<void>;
}

/** Feature groups are ready after this long: long enough to be seen in `Creating`, as on AWS. */
const FEATURE_GROUP_MS = 500;

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
  let url = '';
  const parts: EngineParts = {
    ...{ dataDir, accountId, region, keys, database, resources, objects, logs, log },
    python: options.python,
    endpoint: () => url,
  };

  const jobs = createTrainingJobs(parts);
  const endpoints = createEndpoints(parts);
  const groups = settles(resources, {
    statusMember: 'FeatureGroupStatus',
    from: 'Creating',
    to: 'Created',
    afterMs: FEATURE_GROUP_MS,
  });
  const kinds: ResourceKind[] = [
    trainingJob(jobs, validateTraining),
    model,
    endpointConfig,
    endpoint(endpoints),
    featureGroup(groups),
  ];

  let lastRequest = Date.now();
  const server = createListener({
    services: [
      createRuntimeService(endpoints),
      createSageMakerService(kinds, resources, log, {
        UpdateEndpointWeightsAndCapacities: updateWeights(resources, endpoints),
      }),
      createLogsService(logs, { accountId }),
      createStsService(),
      createS3Service(objects, { region, accountId }),
    ],
    ...{ keys, accountId, region, log },
    onRequest: () => (lastRequest = Date.now()),
  });
  url = `http://127.0.0.1:${await listen(server, options)}`;

  for (const kind of kinds) recover(kind, resources, log);
  const idle = setInterval(() => {
    if (jobs.running() > 0) lastRequest = Date.now();
    const minutes = (Date.now() - lastRequest) / 60_000;
    if (options.idleExitMinutes > 0 && minutes >= options.idleExitMinutes) options.onIdle();
  }, 10_000);

  const behaviours: Behaviour[] = [jobs, endpoints, groups];
  return {
    endpoint: url,
    async close() {
      clearInterval(idle);
      server.close();
      server.closeIdleConnections();
      await Promise.all(behaviours.map(async (behaviour) => behaviour.close?.()));
      server.closeAllConnections();
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

/** Takes up what a crash or a stop left of a kind; what was being deleted goes at last. */
function recover(kind: ResourceKind, resources: ResourceStore, log: EngineLog): void {
  for (const record of resources.all(kind.name)) {
    const status = kind.statusMember === undefined ? undefined : record.document[kind.statusMember];
    if (status === 'Deleting') {
      const done = kind.behaviour?.onDelete?.(record) ?? Promise.resolve();
      done
        .catch((error: unknown) => log(`Deleting ${record.arn} left something behind`, error))
        .finally(() => resources.remove(record));
    } else {
      kind.behaviour?.recover?.(record);
    }
  }
}

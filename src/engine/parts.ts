import { type InstanceMonitor } from './instances/instanceMonitor.ts';
import { type EngineLog } from './log.ts';
import { type ResourceStore } from './resources/resourceStore.ts';
import { type Database } from './store/database.ts';
import { type LogStore } from './store/logStore.ts';
import { type MetricStore } from './store/metricStore.ts';
import { type ObjectStore } from './store/objectStore.ts';
import { type RunMetrics } from './store/runMetrics.ts';

/** Keys that this engine's requests are signed with. */
export interface EngineKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** What the engine's parts are built from; made once in `engine.ts` and handed down by constructor. */
export interface EngineParts {
  readonly dataDir: string;
  readonly accountId: string;
  /** The region of requests made by the engine's own jobs when nothing else says. */
  readonly region: string;
  readonly keys: EngineKeys;
  /** `http://127.0.0.1:<port>`; known once the listener listens, so asked late. */
  readonly endpoint: () => string;
  /** The Python that jobs and model servers run with, an executable's path or name; asked at each start, it may change. */
  readonly python: () => string;
  readonly database: Database;
  readonly resources: ResourceStore;
  readonly objects: ObjectStore;
  readonly logs: LogStore;
  readonly metrics: MetricStore;
  readonly runMetrics: RunMetrics;
  /** Measures what runs. */
  readonly instances: InstanceMonitor;
  readonly log: EngineLog;
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEndpoints } from '../../../src/engine/hosting/endpoints.ts';
import { InstanceMonitor } from '../../../src/engine/instances/instanceMonitor.ts';
import { createTrainingJobs } from '../../../src/engine/jobs/trainingJobs.ts';
import { validateTraining } from '../../../src/engine/jobs/validateTraining.ts';
import { type EngineParts } from '../../../src/engine/parts.ts';
import { allFamilies } from '../../../src/engine/resources/allFamilies.ts';
import { type Family, type FamilyParts } from '../../../src/engine/resources/catalogue.ts';
import { kindHandlers } from '../../../src/engine/resources/kindHandlers.ts';
import { KindOperations } from '../../../src/engine/resources/operations.ts';
import { resolveKind } from '../../../src/engine/resources/resolve.ts';
import { ResourceStore } from '../../../src/engine/resources/resourceStore.ts';
import { StatusClock } from '../../../src/engine/resources/statusClock.ts';
import { sagemakerSchemas } from '../../../src/engine/services/sagemaker/sagemakerService.ts';
import { Database } from '../../../src/engine/store/database.ts';
import { FileLogStore } from '../../../src/engine/store/fileLogStore.ts';
import { FileObjectStore } from '../../../src/engine/store/fileObjectStore.ts';
import { MetricStore } from '../../../src/engine/store/metricStore.ts';
import { RunMetrics } from '../../../src/engine/store/runMetrics.ts';

/** Where an operation goes that no family has. */
export const NO_FAMILY = 'Not there yet';

/** The parts of an engine that does not listen, for what its families say of themselves. */
function partsIn(dataDir: string): EngineParts {
  const database = new Database(join(dataDir, 'state.db'));
  const metrics = new MetricStore(database, () => undefined);
  return {
    dataDir,
    accountId: '000000000000',
    region: 'us-east-1',
    keys: { accessKeyId: '', secretAccessKey: '' },
    database,
    resources: new ResourceStore(database),
    objects: new FileObjectStore(dataDir, database),
    logs: new FileLogStore(dataDir, database),
    metrics,
    runMetrics: new RunMetrics(database),
    instances: new InstanceMonitor(metrics, () => undefined),
    log: () => undefined,
    python: () => 'python3',
    endpoint: () => '',
  };
}

function operationsOf(family: Family, parts: FamilyParts): string[] {
  return [
    ...family.kinds.flatMap(({ name }) => Object.keys(kindHandlers(parts.of(name), parts))),
    ...Object.keys(family.operations?.(parts) ?? {}),
    ...Object.keys(family.notHere ?? {}),
  ];
}

/** The families' names by the operations that they declare; `Tags` has those that no family declares. */
export async function familiesByOperation(): Promise<ReadonlyMap<string, string>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sagemaker-families-'));
  const engine = partsIn(dataDir);
  const clock = new StatusClock(engine.resources, 0);
  const jobs = createTrainingJobs(engine);
  const endpoints = createEndpoints(engine);
  try {
    const families = allFamilies({ trainingJobs: jobs, validateTraining, endpoints, engine });
    const shared = {
      store: engine.resources,
      clock,
      schemas: sagemakerSchemas,
      log: engine.log,
      endpoint: engine.endpoint,
    };
    const kinds = new Map<string, KindOperations>();
    const of = (name: string): KindOperations => {
      const found = kinds.get(name);
      if (!found) throw new Error(`There is no kind ${name}.`);
      return found;
    };
    for (const kind of families.flatMap((family) => family.kinds)) {
      kinds.set(kind.name, new KindOperations(resolveKind(kind, sagemakerSchemas), shared));
    }
    const names = families.flatMap((family) =>
      operationsOf(family, { ...shared, of }).map((operation): [string, string] => [operation, family.name]),
    );
    return new Map([
      ...['AddTags', 'ListTags', 'DeleteTags'].map((name): [string, string] => [name, 'Tags']),
      ...names,
    ]);
  } finally {
    clock.close();
    await jobs.close?.();
    await endpoints.close?.();
    engine.metrics.close();
    engine.database.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

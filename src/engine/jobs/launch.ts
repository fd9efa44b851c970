import { appendFileSync, existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { clusterOf } from '../../analysis/training/cluster.ts';
import { object, text } from '../json.ts';
import { type EngineParts } from '../parts.ts';
import { type ResourceRecord } from '../resources/record.ts';
import { encodeLogLine } from '../store/logLine.ts';
import { Checkpoints } from './checkpoints.ts';
import { hostFolder, type HostFolder } from './folders.ts';
import { countGpus } from './gpus.ts';
import { hostFiles, type HostSpec } from './hostSpec.ts';
import { processRuntime } from './images.ts';
import { JobFailure } from './jobFailure.ts';
import { type JobStatus } from './jobStatus.ts';
import { notRunNotice } from './notYet.ts';
import { prepareHost } from './prepareHost.ts';
import { readStateFile, writeStateFile } from './stateFile.ts';

const LOG_GROUP = '/aws/sagemaker/TrainingJobs';

/** One host of a launched job; `launched.json` holds them all. */
export interface LaunchedHost {
  readonly name: string;
  readonly logFile: string;
}

function launchedFile(root: string): string {
  return join(root, 'launched.json');
}

/** The hosts of a job whose training has begun, in this engine's life or an earlier one's; else `undefined`. */
export function launchedHosts(root: string): LaunchedHost[] | undefined {
  return existsSync(root) ? readStateFile<LaunchedHost[]>(launchedFile(root)) : undefined;
}

function refuseImage(record: ResourceRecord): void {
  const specification = object(record.document, 'AlgorithmSpecification');
  const algorithm = text(specification, 'AlgorithmName');
  if (algorithm !== undefined) {
    throw new JobFailure('ClientError', `The algorithm "${algorithm}" cannot be run on this machine.`);
  }
  const runtime = processRuntime(text(specification, 'TrainingImage'));
  if (!runtime.supported) throw new JobFailure('ClientError', runtime.reason);
  if (specification?.['ContainerEntrypoint'] !== undefined) {
    const what = 'AlgorithmSpecification.ContainerEntrypoint';
    throw new JobFailure('ClientError', `${what} cannot be run on this machine yet: name a script instead.`);
  }
}

/**
 * Brings a job from its beginning to where its hosts can be started; leaves nothing half done: what an earlier try
 * left is removed first, and only the last step makes {@link launchedHosts} answer.
 * @throws JobFailure when the request cannot be followed here; the signal's reason when it is aborted.
 */
export async function launch(
  parts: EngineParts,
  record: ResourceRecord,
  root: string,
  status: JobStatus,
  signal: AbortSignal,
): Promise<LaunchedHost[]> {
  status.enter('Starting');
  refuseImage(record);
  const cluster = clusterOf(object(record.document, 'ResourceConfig'));
  const checkpoints = Checkpoints.of(parts.objects, record.document);
  const gpus = await countGpus();
  await rm(root, { recursive: true, force: true });

  signal.throwIfAborted();
  status.enter('Downloading');
  const ready: { name: string; folder: HostFolder; spec: Omit<HostSpec, 'logFile'> }[] = [];
  for (const name of cluster.hosts) {
    const folder = hostFolder(root, name);
    await mkdir(folder.root, { recursive: true });
    const host = { name, folder, cluster, gpus };
    ready.push({ name, folder, spec: await prepareHost(parts, record, host, checkpoints, signal) });
  }

  signal.throwIfAborted();
  const seconds = Math.floor(Date.now() / 1000);
  const notice = notRunNotice(record.document);
  const hosts = ready.map(({ name, folder, spec }) => {
    const logFile = parts.logs.openStream(record.region, LOG_GROUP, `${record.name}/${name}-${seconds}`);
    if (notice !== undefined) appendFileSync(logFile, encodeLogLine(Date.now(), Date.now(), notice));
    const complete: HostSpec = { ...spec, logFile };
    writeStateFile(hostFiles(folder.root).spec, complete);
    return { name, logFile };
  });
  writeStateFile(launchedFile(root), hosts);
  return hosts;
}

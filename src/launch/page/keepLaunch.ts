import type { Connection } from '../../connection/connection.ts';
import type { LaunchParts } from '../launchParts.ts';
import type { CreatedJob, NamedRequest } from '../createJob.ts';
import type { LaunchPlaces } from '../spec/launchPlaces.ts';
import type { LaunchSpec } from '../spec/launchSpec.ts';

/** A launch that was sent, the spec that it is of, and where its files are. */
export interface SentLaunch extends Pick<CreatedJob, 'jobName' | 'jobArn' | 'refused'> {
  readonly request: NamedRequest;
  readonly spec: LaunchSpec;
  readonly places: LaunchPlaces;
}

/**
 * Keeps a launch: in the history with the instance type that it really got, and which folder its tracebacks are about.
 * @param insteadOf the job that had found no capacity
 */
export async function keepLaunch(
  { history, memory }: Pick<LaunchParts, 'history' | 'memory'>,
  { place }: Pick<Connection, 'place'>,
  { spec, jobName, jobArn, request, refused }: SentLaunch,
  insteadOf?: string,
): Promise<void> {
  const instanceType = request.ResourceConfig?.InstanceType;
  await history.add({
    spec,
    jobName,
    jobArn,
    place,
    time: new Date().toISOString(),
    ...(instanceType !== undefined && { instanceType }),
    ...(refused.length > 0 && { refused }),
    ...(insteadOf !== undefined && { insteadOf }),
  });
  if (spec.sourceFolder !== '') await memory.keepSourceFolder(jobName, spec.sourceFolder);
  // The next page begins with what the person chose, not with what was to be had this once.
  const wanted = spec.request.ResourceConfig?.InstanceType;
  if (wanted !== undefined) await memory.keepAnswer('instance.training', wanted);
}

import { type Instance } from '../instances/instanceMonitor.ts';
import { type ResourceRecord } from '../resources/record.ts';
import { hostFiles, type HostStarted } from './hostSpec.ts';
import { readStateFile } from './stateFile.ts';

/** One host of a job as it is measured: the script's process, not the runner's, also of a job that another engine began. */
export function hostInstance({ region, name: job }: ResourceRecord, host: string, folder: string): Instance {
  const { started } = hostFiles(folder);
  return {
    region,
    namespace: '/aws/sagemaker/TrainingJobs',
    dimensions: { Host: `${job}/${host}` },
    folder,
    pause: 1,
    // Read each time: every step of a job is a process of its own.
    root: () => readStateFile<HostStarted>(started)?.child?.pid,
  };
}

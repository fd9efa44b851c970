import type {
  CompilationJobStatus,
  CompilationJobSummary,
  DescribeCompilationJobResponse,
} from '@aws-sdk/client-sagemaker';
import type { Details } from '../details.ts';
import type { ResourceKind } from '../kind.ts';
import { roleChild } from '../links.ts';
import { arnChild, failureChild, facts, present, s3Child, statusText, valueChild } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, fullQuery, listInput } from '../sdk.ts';
import { statusOf } from '../status.ts';
import { moment } from '../text.ts';
import { capitalActions, capitalRunning, capitalStatuses } from './capitalStatuses.ts';

export const compilationJob: ResourceKind = {
  id: 'compilationJob',
  singular: 'compilation job',
  plural: 'Compilation jobs',
  icon: 'file-binary',
  group: 'Models',
  query: fullQuery(capitalStatuses),
  runningStatuses: capitalRunning,
  async list(from, query) {
    const answer = await call(
      from,
      'ListCompilationJobs',
      {
        ...listInput<'CreationTime' | 'Name' | 'Status'>(query),
        StatusEquals: query.status as CompilationJobStatus | undefined,
      },
      query.signal,
    );
    return {
      items: (answer.CompilationJobSummaries ?? []).map(compilationResource),
      nextToken: answer.NextToken,
    };
  },
  async describe(from, { name }, signal) {
    return compilationJobDetails(
      await call(from, 'DescribeCompilationJob', { CompilationJobName: name }, signal),
    );
  },
  status: statusOf,
  actions: (resource) => [...capitalActions(resource), 'tail'],
  async stop(from, { name }) {
    await call(from, 'StopCompilationJob', { CompilationJobName: name });
  },
  stopNote: 'Nothing is written to S3.',
  async delete(from, { name }) {
    await call(from, 'DeleteCompilationJob', { CompilationJobName: name });
  },
  deleteNote: 'Its record goes; the compiled model in S3 stays.',
  consolePath: ({ name }) => `/compilation-jobs/${name}`,
};

function compilationResource(job: CompilationJobSummary | DescribeCompilationJobResponse): Resource {
  return {
    kind: 'compilationJob',
    name: job.CompilationJobName ?? '',
    arn: job.CompilationJobArn ?? '',
    status: job.CompilationJobStatus,
    createdAt: job.CreationTime,
    modifiedAt: job.LastModifiedTime,
    endedAt: job.CompilationEndTime,
  };
}

/** @param job as DescribeCompilationJob answers */
function compilationJobDetails(job: DescribeCompilationJobResponse): Details {
  const { TargetDevice: device, TargetPlatform: platform } = job.OutputConfig ?? {};
  const parts = [platform?.Os, platform?.Arch, platform?.Accelerator].filter((part) => part !== undefined);
  return {
    document: job,
    resource: compilationResource(job),
    facts: facts(
      ['Status', statusText(job.CompilationJobStatus, job.FailureReason)],
      ['For', device ?? parts.join(' ')],
      [
        'Framework',
        [job.InputConfig?.Framework, job.InputConfig?.FrameworkVersion].filter(Boolean).join(' '),
      ],
      ['Ended', moment(job.CompilationEndTime)],
      ['Created', moment(job.CreationTime)],
    ),
    children: present(
      failureChild(job.FailureReason),
      s3Child('input', 'Model', job.InputConfig?.S3Uri),
      arnChild('Model package', 'verified', job.ModelPackageVersionArn),
      s3Child('artifact', 'Compiled model', job.ModelArtifacts?.S3ModelArtifacts),
      s3Child('output', 'Output', job.OutputConfig?.S3OutputLocation),
      valueChild('Inference image', 'layers', job.InferenceImage),
      roleChild(job.RoleArn),
    ),
  };
}

import { sibling } from '../arn.ts';
import type { SageMaker } from '../kind.ts';
import type { ResourceReference } from '../resource.ts';
import { call } from '../sdk.ts';
import { byArns, type Finder } from './finder.ts';
import { isRefusal } from './refusal.ts';
import { stated } from './stated.ts';

/** A training job puts its model under its own name: `…/NAME/output/model.tar.gz`. */
const artifact = /\/([A-Za-z0-9][A-Za-z0-9-]*)\/output\/model(?:\.tar\.gz|\/.*)?$/;

/** The training jobs whose artifacts a model, or a version of one, is made of. */
export const makerOfModel: Finder = async (from, { document, resource }, signal) => {
  const uris = stated(document, resource).flatMap(({ role, target }) =>
    role === 'uses' && target.type === 's3' ? [target.uri] : [],
  );
  const arns = await Promise.all(
    [...new Set(uris)].slice(0, 10).map((uri) => maker(from, resource, uri, signal)),
  );
  return byArns('made by', arns.flat());
};

async function maker(
  from: SageMaker,
  { arn }: ResourceReference,
  uri: string,
  signal: AbortSignal | undefined,
): Promise<string[]> {
  const [, name] = artifact.exec(uri) ?? [];
  const named =
    name === undefined ? undefined : await jobThatMade(from, sibling(arn, 'trainingJob', name), uri, signal);
  if (named !== undefined) return [named];
  const { Results: found = [] } = await call(
    from,
    'Search',
    {
      Resource: 'TrainingJob',
      SearchExpression: {
        Filters: [{ Name: 'ModelArtifacts.S3ModelArtifacts', Operator: 'Equals', Value: uri }],
      },
      MaxResults: 10,
    },
    signal,
  );
  return found.flatMap(({ TrainingJob: job }) => job?.TrainingJobArn ?? []);
}

async function jobThatMade(
  from: SageMaker,
  { name }: ResourceReference,
  uri: string,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  try {
    const job = await call(from, 'DescribeTrainingJob', { TrainingJobName: name }, signal);
    const made = job.ModelArtifacts?.S3ModelArtifacts;
    return made !== undefined && (uri === made || uri.startsWith(made)) ? job.TrainingJobArn : undefined;
  } catch (error) {
    // No job of that name: somebody has put the model there.
    if (isRefusal(error)) return undefined;
    throw error;
  }
}

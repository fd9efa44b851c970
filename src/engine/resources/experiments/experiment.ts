import { AwsError, validationError } from '../../http/awsError.ts';
import { text } from '../../json.ts';
import { type ResourceKind } from '../kind.ts';
import { given } from '../members.ts';
import { type ResourceRecord } from '../record.ts';

/** AWS's words for a name that is taken, for experiments and their parts; SDKs look for "already exists". */
export function namedAlready(what: string): (record: ResourceRecord) => AwsError {
  return ({ name }) =>
    validationError(
      `${what} names must be unique within an AWS account and region. ${what} with name (${name}) already exists.`,
    );
}

/** AWS's words for an experiment or a part of one that is not there. */
export function noSuch(what: string): (key: string, arn: string) => AwsError {
  return (key) => new AwsError('ResourceNotFound', `${what} '${key}' does not exist.`);
}

/** Experiments: they hold trials. */
export const experiment: ResourceKind = {
  name: 'Experiment',
  exists: namedAlready('Experiment'),
  notFound: noSuch('Experiment'),
  create: (input) => ({ DisplayName: input['ExperimentName'], ...input }),
  update: (_record, input) => given(input, 'DisplayName', 'Description'),
  describe: ({ document }) => ({ ExperimentSource: document['Source'] }),
  delete(record, _input, { all }) {
    for (const trial of all('Trial')) {
      if (text(trial.document, 'ExperimentName') !== record.name) continue;
      throw validationError(
        `Experiment '${record.name}' cannot be deleted: delete its trials first (${trial.name}).`,
      );
    }
    return {};
  },
};

import { validationError } from '../../http/awsError.ts';
import { objects, text, type JsonObject } from '../../json.ts';
import { resourceInUse } from '../errors.ts';
import { type KindContext, type ResourceKind } from '../kind.ts';
import { given } from '../members.ts';
import { type ResourceRecord } from '../record.ts';
import { subDomain } from './workforce.ts';

/** The workforce that a team is of: the one named, else the only one there is. */
function workforceOf(input: JsonObject, { find, all }: KindContext): ResourceRecord {
  const name = text(input, 'WorkforceName');
  const found = name === undefined ? [...all('Workforce')][0] : find('Workforce', name);
  if (!found) throw validationError(`No workforce${name === undefined ? '' : ` called ${name}`} was found.`);
  return found;
}

/** A team's members sign in as its workforce does. */
function requireMembers(input: JsonObject, workforce: ResourceRecord | undefined): void {
  const cognito = workforce?.document['CognitoConfig'] !== undefined;
  const needed = cognito ? 'CognitoMemberDefinition' : 'OidcMemberDefinition';
  for (const member of objects(input, 'MemberDefinitions')) {
    if (Object.keys(member).length !== 1 || member[needed] === undefined) {
      throw validationError(`Each of MemberDefinitions must be a ${needed}, as the workforce signs in.`);
    }
  }
}

/** Work teams: groups of the workforce. */
export const workteam: ResourceKind = {
  name: 'Workteam',
  label: 'work team',
  arnPath: (key) => `private-crowd/${key}`,
  listOrder: 'Ascending',
  notFound: (key) => validationError(`The work team ${key} was not found in your account.`),
  create(input, context) {
    const workforce = workforceOf(input, context);
    requireMembers(input, workforce);
    const { WorkforceName: _name, ...members } = input;
    return { NotificationConfiguration: {}, ...members, WorkforceArn: workforce.arn };
  },
  update(record, input, { byArn }) {
    requireMembers(input, byArn(text(record.document, 'WorkforceArn') ?? ''));
    return given(
      input,
      ...['MemberDefinitions', 'Description', 'NotificationConfiguration', 'WorkerAccessConfiguration'],
    );
  },
  delete(record, _input, { all }) {
    for (const job of all('LabelingJob')) {
      const works = ['Initializing', 'InProgress'].includes(text(job.document, 'LabelingJobStatus') ?? '');
      if (works && job.document['WorkteamArn'] === record.arn) {
        throw resourceInUse(`The work team cannot be deleted: the labeling job ${job.arn} needs it.`);
      }
    }
    return {};
  },
  describe: (record, { endpoint }) => ({
    SubDomain: subDomain(endpoint, (text(record.document, 'WorkforceArn') ?? '').split('/').at(-1) ?? ''),
  }),
};

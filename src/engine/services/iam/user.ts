import { text } from '../../json.ts';
import { type RpcHandler } from '../../protocols/awsQuery.ts';
import { type Database } from '../../store/database.ts';
import { Documents } from '../../store/documents.ts';
import { noSuchEntity } from './errors.ts';

/** The one user of this machine, by whose keys requests are signed. */
const USER_NAME = 'sagemaker-local';

export function userArn(accountId: string): string {
  return `arn:aws:iam::${accountId}:user/${USER_NAME}`;
}

/** Since when this data directory has its user; epoch seconds. */
function userSince(db: Database): number {
  const documents = new Documents<{ since: number }>(db, 'iam-user');
  const found = documents.get('aws-global', USER_NAME);
  const since = found?.since ?? Math.floor(Date.now() / 1000);
  if (!found) documents.put('aws-global', USER_NAME, { since });
  return since;
}

/** GetUser. @param accessKeyId the engine's own key: the user's id */
export function getUser(db: Database, accessKeyId: string): RpcHandler {
  const since = userSince(db);
  return (input, { accountId }) => {
    const name = text(input, 'UserName') ?? USER_NAME;
    if (name !== USER_NAME) throw noSuchEntity(`The user with name ${name} cannot be found.`);
    return {
      User: {
        Path: '/',
        UserName: USER_NAME,
        UserId: accessKeyId,
        Arn: userArn(accountId),
        CreateDate: since,
      },
    };
  };
}

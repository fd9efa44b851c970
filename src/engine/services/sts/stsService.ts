import { asAwsError, AwsError } from '../../http/awsError.ts';
import { type EngineRequest, type EngineResponse, type Service } from '../../http/message.ts';

const NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/';
const XML = { 'content-type': 'text/xml' };

function escape(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

async function action(request: EngineRequest): Promise<string> {
  const form = new URLSearchParams(new TextDecoder().decode(await request.bytes()));
  return form.get('Action') ?? request.query.find(([name]) => name === 'Action')?.[1] ?? '';
}

/** STS, as far as one user on one machine needs it: who am I? */
export function createStsService(): Service {
  return {
    signingNames: ['sts'],
    accepts: (request) =>
      request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false,
    async handle(request): Promise<EngineResponse> {
      const name = await action(request);
      if (name !== 'GetCallerIdentity') {
        throw new AwsError('InvalidAction', `Could not find operation ${name} for version 2011-06-15`);
      }
      const body =
        `<GetCallerIdentityResponse xmlns="${NAMESPACE}"><GetCallerIdentityResult>` +
        `<Arn>arn:aws:iam::${request.accountId}:user/sagemaker-local</Arn>` +
        `<UserId>${request.scope.accessKeyId}</UserId><Account>${request.accountId}</Account>` +
        `</GetCallerIdentityResult><ResponseMetadata><RequestId>${request.requestId}</RequestId>` +
        `</ResponseMetadata></GetCallerIdentityResponse>`;
      return { status: 200, headers: XML, body };
    },
    errorResponse(error, { requestId }) {
      const found = asAwsError(error);
      const body =
        `<ErrorResponse xmlns="${NAMESPACE}"><Error><Type>Sender</Type><Code>${found.code}</Code>` +
        `<Message>${escape(found.message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
      return { status: found.status, headers: XML, body };
    },
  };
}

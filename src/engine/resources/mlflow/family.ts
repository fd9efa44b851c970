import { validationError } from '../../http/awsError.ts';
import { number } from '../../json.ts';
import { type JsonHandler } from '../../protocols/awsJson.ts';
import { type Family, type FamilyParts } from '../catalogue.ts';
import { kindHandlers } from '../kindHandlers.ts';
import { type LocalServer, localUrl, presignedUrl } from '../localUrl.ts';
import { requireStatus } from '../requireStatus.ts';
import { readTags } from '../tags.ts';
import { mlflowApp } from './mlflowApp.ts';
import { partnerApp } from './partnerApp.ts';
import { mlflowTrackingServer } from './trackingServer.ts';

const DEFAULT_SECONDS = 300;

/** A presigning operation for what is up by its status. */
function presigned(
  { of }: FamilyParts,
  kind: string,
  server: LocalServer,
  statuses: readonly string[],
  answer: string,
): JsonHandler {
  return (input, request) => {
    const operations = of(kind);
    const record = operations.find(input, request);
    requireStatus(record, operations.kind.statusMember ?? '', statuses, validationError, 'open');
    const { endpoint, now } = operations.contextOf(record.name, input, request);
    const seconds = number(input, 'ExpiresInSeconds') ?? DEFAULT_SECONDS;
    return { [answer]: presignedUrl(localUrl(endpoint, server, record.name), now, seconds) };
  };
}

/** UpdatePartnerApp adds tags too. */
function updatePartnerApp(parts: FamilyParts): JsonHandler {
  const { of, store } = parts;
  const update = kindHandlers(of('PartnerApp'), parts)['UpdatePartnerApp'];
  return (input, request) => {
    const tags = readTags(input);
    const { arn } = of('PartnerApp').find(input, request);
    const answered = update?.(input, request) ?? {};
    store.tags.add(arn, tags);
    return answered;
  };
}

/** MLflow's servers and apps, and those of SageMaker's partners. */
export const mlflowFamily: Family = {
  name: 'MLflow and partner apps',
  kinds: [mlflowTrackingServer, mlflowApp, partnerApp],
  operations: (parts) => ({
    CreatePresignedMlflowTrackingServerUrl: presigned(
      parts,
      'MlflowTrackingServer',
      'mlflow',
      ['Created', 'Started', 'Updated'],
      'AuthorizedUrl',
    ),
    CreatePresignedMlflowAppUrl: presigned(
      parts,
      'MlflowApp',
      'mlflow-app',
      ['Created', 'Updated'],
      'AuthorizedUrl',
    ),
    CreatePartnerAppPresignedUrl: presigned(parts, 'PartnerApp', 'partner-app', ['Available'], 'Url'),
    UpdatePartnerApp: updatePartnerApp(parts),
  }),
};

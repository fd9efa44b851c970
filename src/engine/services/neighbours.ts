import { join } from 'node:path';
import { type Service } from '../http/message.ts';
import { type KeyRing } from '../http/keyRing.ts';
import { type EngineParts } from '../parts.ts';
import { createAutoScalingService } from './autoscaling/autoscalingService.ts';
import { createCloudWatchServices } from './cloudwatch/cloudwatchService.ts';
import { createEcrService } from './ecr/ecrService.ts';
import { createIamService } from './iam/iamService.ts';
import { Roles } from './iam/roles.ts';
import { Quotas } from './quotas/quotas.ts';
import { createQuotasService } from './quotas/quotasService.ts';
import { createStsService } from './sts/stsService.ts';
import { TemporaryKeys } from './sts/temporaryKeys.ts';

/** The services that SageMaker is used together with, and what of them the rest of the engine asks. */
export interface Neighbours {
  readonly services: readonly Service[];
  /** Whose signatures are believed. */
  readonly keys: KeyRing;
  readonly quotas: Quotas;
}

/**
 * CloudWatch's metrics, STS, IAM, Service Quotas, Application Auto Scaling and ECR.
 * @throws Error when `quotas.json` in the data directory is not what it should be
 */
export function createNeighbours({
  database,
  dataDir,
  keys: own,
  resources,
  metrics,
}: EngineParts): Neighbours {
  const roles = new Roles(database);
  const keys = new TemporaryKeys(database, own);
  const quotas = new Quotas(database, join(dataDir, 'quotas.json'));
  return {
    services: [
      ...createCloudWatchServices(metrics),
      createStsService(roles, keys),
      createIamService(database, roles, own.accessKeyId),
      createQuotasService(quotas),
      createAutoScalingService(database, resources),
      createEcrService(),
    ],
    keys,
    quotas,
  };
}

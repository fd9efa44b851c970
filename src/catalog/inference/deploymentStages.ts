import type { DeploymentStageStatusSummary } from '@aws-sdk/client-sagemaker';
import { referenceFromArn } from '../arn.ts';
import type { Child } from '../details.ts';
import type { SageMaker } from '../kind.ts';
import { bounded, mostChildren } from '../links.ts';
import { statusChild } from '../parts.ts';
import { call } from '../sdk.ts';

/** How many devices have it: `2 deployed, 1 pending, 1 failed`. */
export function deviceCounts(deployed = 0, pending = 0, failed = 0): string {
  const parts = [
    `${deployed} deployed`,
    pending > 0 && `${pending} pending`,
    failed > 0 && `${failed} failed`,
  ];
  return parts.filter((part) => part !== false).join(', ');
}

/** A stage of an edge deployment plan, with how far it is. */
export function stageChild({
  StageName: name = '',
  DeploymentStatus: deployment,
}: DeploymentStageStatusSummary): Child {
  return statusChild({
    id: `stage/${name}`,
    label: name,
    status: deployment?.StageStatus,
    notes: [
      deviceCounts(
        deployment?.EdgeDeploymentSuccessInStage,
        deployment?.EdgeDeploymentPendingInStage,
        deployment?.EdgeDeploymentFailedInStage,
      ),
    ],
    failure: deployment?.StageStatus === 'FAILED' ? deployment.EdgeDeploymentStatusMessage : undefined,
  });
}

/** The devices that a stage chooses, with how far each is. */
export async function stageDevices(
  from: SageMaker,
  plan: string,
  stage: string,
  signal?: AbortSignal,
): Promise<Child[]> {
  const input = { EdgeDeploymentPlanName: plan, StageName: stage, MaxResults: mostChildren };
  const answer = await call(from, 'ListStageDevices', input, signal);
  const children = (answer.DeviceDeploymentSummaries ?? []).map((device) =>
    statusChild({
      id: `stage/${stage}/${device.DeviceName ?? ''}`,
      label: device.DeviceName ?? '',
      status: device.DeviceDeploymentStatus,
      notes: [stage],
      failure: device.DeviceDeploymentStatus === 'FAILED' ? device.DeviceDeploymentStatusMessage : undefined,
      reference: referenceFromArn(device.DeviceArn ?? ''),
    }),
  );
  return bounded(children, answer.NextToken, `devices of ${stage}`).map((child) =>
    child.id === 'more' ? { ...child, id: `stage/${stage}/more` } : child,
  );
}

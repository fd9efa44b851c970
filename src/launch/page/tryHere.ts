import * as vscode from 'vscode';
import { withProgress } from '../../platform/progress.ts';
import { UserError } from '../../platform/userError.ts';
import type { LaunchParts, LogEnd } from '../launchParts.ts';
import { localImage, localRole } from '../localImage.ts';
import type { LaunchSpec } from '../spec/launchSpec.ts';
import { sendLaunch, showLaunched } from './sendLaunch.ts';

/**
 * The same launch for this machine: its image and role, nothing of AWS's network, keys and spot market, and minutes as time
 * limit. Hyperparameters, source, data and environment stay.
 * @throws UserError for data that is not on this disk: this machine does not reach an account's buckets
 */
export function specForHere(spec: LaunchSpec, minutes: number, accountId: string): LaunchSpec {
  const elsewhere = spec.channels.find(({ source }) => !('path' in source));
  if (elsewhere)
    throw new UserError('invalid-input', `The data of channel "${elsewhere.name}" is not on this disk.`, {
      advice: 'Choose a small sample of it on disk to try the script here.',
    });
  const { AlgorithmSpecification, ResourceConfig, Environment, TensorBoardOutputConfig, Tags } = spec.request;
  const { MetricDefinitions } = AlgorithmSpecification ?? {};
  const { InstanceType, InstanceCount = 1 } = ResourceConfig ?? {};
  return {
    ...spec,
    fallbackInstanceTypes: [],
    request: {
      RoleArn: localRole(accountId),
      AlgorithmSpecification: {
        TrainingImage: localImage,
        TrainingInputMode: 'File',
        ...(MetricDefinitions && { MetricDefinitions }),
      },
      ResourceConfig: { InstanceType: InstanceType ?? 'ml.m5.large', InstanceCount, VolumeSizeInGB: 30 },
      StoppingCondition: { MaxRuntimeInSeconds: minutes * 60 },
      ...(Environment && { Environment }),
      ...(TensorBoardOutputConfig && { TensorBoardOutputConfig }),
      ...(Tags && { Tags }),
    },
  };
}

/**
 * "Try here first": runs a spec on this machine, whatever the window's connection is.
 * @returns the job, once it has been created, and its end
 */
export async function tryHere(
  parts: LaunchParts,
  spec: LaunchSpec,
  minutes: number,
  steps?: { report: (step: string) => void; signal: AbortSignal },
): Promise<{ jobName: string; ended: Promise<LogEnd> }> {
  const connection = await parts.connections.connectHere();
  const here = specForHere(spec, minutes, await connection.accountId());
  const send = (report: (step: string) => void, signal: AbortSignal) =>
    sendLaunch(parts, connection, here, { report, signal });
  const launched = await (steps
    ? send(steps.report, steps.signal)
    : withProgress(`Try ${spec.script} on ${connection.label}`, send));
  const { ended } = showLaunched(parts, connection, launched);
  return { jobName: launched.jobName, ended };
}

/** Says how the trial went, and offers to go on. @returns whether to send it now. */
export async function offerToSend(jobName: string, end: LogEnd, label: string): Promise<boolean> {
  const status = end.state?.status;
  // A failure has its own message, with its traceback.
  if (status !== 'Completed' && status !== 'Stopped') return false;
  const send = 'Send to AWS';
  const how = status === 'Completed' ? 'ran to its end' : 'ran until its time was over';
  const chosen = await vscode.window.showInformationMessage(
    `${jobName} ${how} on this machine. Train it on ${label}?`,
    send,
  );
  return chosen === send;
}

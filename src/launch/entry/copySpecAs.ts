import * as vscode from 'vscode';
import { workspaceDefaults } from '../../connection/defaults/workspaceDefaults.ts';
import type { CopyForm } from '../../messages/launch.ts';
import { jobNameFrom, stemOf } from '../jobName.ts';
import type { LaunchParts } from '../launchParts.ts';
import { fitSpec } from '../page/fitSpec.ts';
import { uriOf } from '../page/sendLaunch.ts';
import { copyAs } from '../spec/copyAs.ts';
import { createTrainingJobRequest } from '../spec/createTrainingJobRequest.ts';
import type { LaunchSpec } from '../spec/launchSpec.ts';
import { forAnotherLaunch } from '../spec/newSpec.ts';
import { planUploads } from '../uploads/planUploads.ts';

const forms: readonly { readonly label: string; readonly form: CopyForm }[] = [
  { label: 'boto3', form: 'boto3' },
  { label: 'SageMaker Python SDK', form: 'sagemaker-sdk' },
  { label: 'AWS CLI', form: 'cli' },
  { label: 'JSON', form: 'json' },
];

/** A launch that is copied. */
export interface CopiedLaunch {
  /** Of its job. */
  readonly name: string;
  readonly spec: LaunchSpec;
  /** `Connection.key` of the place that the spec was made for. */
  readonly from: string;
}

/**
 * Copies what launches a spec again through the window's connection, in another language.
 * @param given a `CopyForm`: nothing is asked then
 */
export async function copySpecAs(
  parts: Pick<LaunchParts, 'connections' | 'store'>,
  { name, spec: past, from }: CopiedLaunch,
  given: unknown,
): Promise<void> {
  const form =
    forms.find((one) => one.form === given)?.form ??
    (await vscode.window.showQuickPick(forms, { title: `Copy ${name} as` }))?.form;
  if (form === undefined) return;
  const connection = await parts.connections.connect();
  const defaults = await workspaceDefaults(connection, uriOf(past));
  const spec =
    from === connection.key ? forAnotherLaunch(past) : await fitSpec(past, connection, defaults, from);
  const { signal } = new AbortController();
  const { places } = await planUploads(connection, spec, { store: parts.store, signal, defaults });
  const jobName = jobNameFrom(spec.baseJobName ?? stemOf(spec.script), new Date());
  const request = createTrainingJobRequest(spec, places, jobName);
  await vscode.env.clipboard.writeText(copyAs(form, { spec, request, places }));
  vscode.window.setStatusBarMessage(`$(check) Copied ${name}`, 3000);
}

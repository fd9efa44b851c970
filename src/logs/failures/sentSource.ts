import type { SageMaker } from '../../catalog/kind.ts';
import { parseS3Uri } from '../../platform/s3Uri.ts';
import type { Document } from '../follow/kinds/logKind.ts';
import { textOf } from '../follow/kinds/logKind.ts';
import type { TailTarget } from '../tailTarget.ts';
import type { SentSource } from './failureAccount.ts';

const isObject = (value: unknown): value is Document => typeof value === 'object' && value !== null;

/** Where the code of a job or endpoint is, from what its description says; nothing known for what runs none of its own. */
export async function sentSource(
  from: SageMaker,
  target: TailTarget,
  document: Document,
  signal: AbortSignal,
): Promise<SentSource> {
  if (target.kind === 'trainingJob') {
    const { HyperParameters: parameters } = document;
    return submitted(
      isObject(parameters) ? parameters : {},
      'sagemaker_submit_directory',
      'sagemaker_program',
    );
  }
  if (target.kind === 'endpoint') return modelSource(from, document, signal);
  return { folder: '' };
}

/** As SageMaker's SDK names the code: values may be JSON texts. */
function submitted(values: Document, directory: string, program: string): SentSource {
  const uri = decoded(values[directory]);
  const script = decoded(values[program]);
  const place = uri === undefined ? undefined : parseS3Uri(uri);
  return { folder: '', ...(place && { object: place }), ...(script !== undefined && { script }) };
}

function decoded(value: unknown): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  return /^".*"$/s.test(value) ? value.slice(1, -1) : value;
}

/** That of the endpoint's first model: the archive that its container names, else the folder `code` of the model's. */
async function modelSource(from: SageMaker, endpoint: Document, signal: AbortSignal): Promise<SentSource> {
  const { DescribeEndpointConfigCommand, DescribeModelCommand } = await import('@aws-sdk/client-sagemaker');
  const client = await from.sagemaker();
  const options = { abortSignal: signal };
  const name = textOf(endpoint, 'EndpointConfigName');
  const config =
    name === undefined
      ? undefined
      : await client.send(new DescribeEndpointConfigCommand({ EndpointConfigName: name }), options);
  const model = config?.ProductionVariants?.[0]?.ModelName;
  if (model === undefined) return { folder: '' };
  const { PrimaryContainer, Containers } = await client.send(
    new DescribeModelCommand({ ModelName: model }),
    options,
  );
  const container = PrimaryContainer ?? Containers?.[0];
  const named = submitted(container?.Environment ?? {}, 'SAGEMAKER_SUBMIT_DIRECTORY', 'SAGEMAKER_PROGRAM');
  const data = parseS3Uri(container?.ModelDataUrl ?? '');
  if (named.object || !data) return named;
  return { ...named, object: data, folder: 'code', script: named.script ?? 'inference.py' };
}

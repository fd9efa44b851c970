import { type SageMaker } from '@aws-sdk/client-sagemaker';

export const ROLE = 'arn:aws:iam::000000000000:role/SageMaker';
export const IMAGE = 'sagemaker-local/python:3';
export const ARN = 'arn:aws:sagemaker:us-east-1:000000000000';

/** A model, and an endpoint of that name with its one variant `all`, as other resources refer to them. Nothing serves there. */
export async function hosted(sm: SageMaker, name: string): Promise<void> {
  await sm.createModel({ ModelName: name, ExecutionRoleArn: ROLE, PrimaryContainer: { Image: IMAGE } });
  const variant = { VariantName: 'all', ModelName: name, InstanceType: 'ml.m5.large' as const };
  await sm.createEndpointConfig({
    EndpointConfigName: name,
    ProductionVariants: [{ ...variant, InitialInstanceCount: 1 }],
  });
  await sm.createEndpoint({ EndpointName: name, EndpointConfigName: name });
}

import { words } from '../../catalog/status.ts';

/** Words that people write otherwise than a member's name has them. */
const spelled: Readonly<Record<string, string>> = {
  arn: 'ARN',
  arns: 'ARNs',
  eula: 'EULA',
  gb: 'GB',
  id: 'ID',
  ids: 'IDs',
  kms: 'KMS',
  mlflow: 'MLflow',
  s3: 'S3',
  sagemaker: 'SageMaker',
  tensorboard: 'TensorBoard',
  uri: 'URI',
  vpc: 'VPC',
};

/** `KmsKeyId` → `KMS key ID`, `MaxWaitTimeInSeconds` → `Max wait time in seconds`. */
export function labelOf(member: string): string {
  const text = words(member.replace('SageMaker', 'Sagemaker').replace('TensorBoard', 'Tensorboard'))
    .replace(/\bS 3\b/g, 'S3')
    .split(' ')
    .map((word) => spelled[word.toLowerCase()] ?? word)
    .join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A path as people read it: `Resource config › Instance groups › 2 › Instance type`. */
export function pathLabel(path: readonly (string | number)[]): string {
  return path.map((step) => (typeof step === 'number' ? String(step + 1) : labelOf(step))).join(' › ');
}

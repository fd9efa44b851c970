/** The container image that stands for this machine's own Python, and the role that its jobs run under. */
export const localImage = 'sagemaker-local/python:3';

/** A role of the local account; nothing checks what it may do. */
export function localRole(accountId: string): string {
  return `arn:aws:iam::${accountId}:role/SageMakerLocal`;
}

/** The image that hosts what an image trained: AWS's framework containers come in pairs, all others do both. */
export function hostingImage(trainingImage: string): string {
  return trainingImage.replace(/\/((?:[a-z]+-)*[a-z]+)-training(?=[:@]|$)/, '/$1-inference');
}

import { referenceFromArn } from '../arn.ts';
import type { ResourceReference } from '../resource.ts';

/** What a text names: a resource of SageMaker, or something in S3. */
export type Target =
  | { readonly type: 'resource'; readonly reference: ResourceReference }
  | { readonly type: 's3'; readonly uri: string };

/** A target and where it stands in its text, `end` exclusive. */
export interface FoundTarget {
  readonly start: number;
  readonly end: number;
  readonly target: Target;
}

/** Public content belongs to the account `aws`. An S3 URI ends where quotes, brackets or blanks do, but for brackets of its own. */
const targetPattern =
  /arn:aws[a-z-]*:sagemaker:[a-z0-9-]+:(?:\d{12}|aws):[A-Za-z0-9-]+\/[\w.+=@/-]+|s3:\/\/[a-z0-9][a-z0-9.-]+[a-z0-9](?:\/(?:[^\s"'`<>(){}[\],;\\]|\([^\s"'`<>(){}[\],;\\]*\))*)?/g;

/** All ARNs of SageMaker and S3 URIs in a text, in order. ARNs of kinds that the catalog does not have are left out. */
export function targetsIn(text: string): FoundTarget[] {
  return [...text.matchAll(targetPattern)].flatMap((match): FoundTarget[] => {
    // The end of a sentence is none of a name; a key may well end in a slash.
    const words = match[0].replace(/[.:=!?…。、，！？]+$/, '');
    const target = targetOf(words);
    return target ? [{ start: match.index, end: match.index + words.length, target }] : [];
  });
}

/** What a whole text is: an ARN of SageMaker or an S3 URI. */
export function targetOf(text: string): Target | undefined {
  if (text.startsWith('s3://')) return text.length > 5 ? { type: 's3', uri: text } : undefined;
  const reference = referenceFromArn(text);
  return reference && { type: 'resource', reference };
}

import type { Violation } from '../../analysis/shapes/violations.ts';
import type { ShapeConstraint } from '../../analysis/shapes/constraint.ts';

/** Members whose pattern is better said than shown, by name. */
const forms: Readonly<Record<string, string>> = {
  TrainingJobName: 'Letters, digits and hyphens; begins and ends with a letter or digit.',
  RoleArn: 'The ARN of a role is needed: arn:aws:iam::123456789012:role/name.',
  ChannelName: 'Letters, digits, periods, hyphens and underscores.',
  S3Uri: 'An S3 URI is needed: s3://bucket/prefix.',
  S3OutputPath: 'An S3 URI is needed: s3://bucket/prefix.',
  FileSystemId: 'The ID of a file system is needed: fs- and hexadecimal digits.',
  SecurityGroupIds: 'The ID of a security group is needed: sg-….',
  Subnets: 'The ID of a subnet is needed: subnet-….',
  ExperimentName: 'Letters, digits and hyphens; begins and ends with a letter or digit.',
  Environment: 'Letters, digits and underscores; begins with a letter or an underscore.',
};

/** How many choices are named; more are in the field's list. */
const mostChoices = 8;

/** What is wrong and what to do, in words for people. The field that it stands at is not named again. */
export function violationWords(violation: Violation, limits: ShapeConstraint | undefined): string {
  const { broken, value, path, onKey } = violation;
  const of = onKey ? `The name ${shown(value)}` : '';
  if (broken.constraint === 'required') return 'It is needed.';
  if (broken.constraint === 'enum') return enumWords(value, limits?.enum ?? []);
  if (broken.constraint === 'pattern') {
    const form = forms[String(path.findLast((step) => typeof step === 'string' && step in forms))];
    return `${of === '' ? '' : `${of} is not allowed. `}${form ?? `It does not have the form that AWS takes: ${limits?.pattern ?? broken.words}`}`;
  }
  const bound = broken.constraint === 'max' ? limits?.max : limits?.min;
  const word = broken.constraint === 'max' ? 'At most' : 'At least';
  if (bound === undefined) return broken.words;
  if (typeof value === 'number') return `${word} ${grouped(bound)}.`;
  const [has, unit] = size(value);
  const few = has === 0 && bound === 1;
  if (few) return unit === 'characters' ? 'It must not be empty.' : 'At least one is needed.';
  return `${of === '' ? '' : `${of}: `}${word} ${grouped(bound)} ${unit}; this has ${grouped(has)}.`;
}

function enumWords(value: unknown, choices: readonly string[]): string {
  const named =
    choices.length <= mostChoices
      ? choices.join(', ')
      : `${choices.slice(0, 3).join(', ')} and ${choices.length - 3} more`;
  return `${shown(value)} is none of those that SageMaker knows: ${named}.`;
}

function size(value: unknown): [number, string] {
  if (typeof value === 'string') return [value.length, 'characters'];
  if (Array.isArray(value)) return [value.length, 'items'];
  return [typeof value === 'object' && value !== null ? Object.keys(value).length : 0, 'entries'];
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`;
}

function grouped(count: number): string {
  return count.toLocaleString('en-US');
}

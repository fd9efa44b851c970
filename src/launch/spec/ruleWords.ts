import { defaultRuntimeSeconds, type BrokenRule } from '../../analysis/training/requestRules.ts';
import { fieldsOf, type Fields } from './json.ts';

/** What is wrong and what to do about a rule that a request breaks, in words for people. */
export function ruleWords({ rule, complaint }: BrokenRule, request: Fields): string {
  const given = fieldsOf(request['StoppingCondition'])['MaxRuntimeInSeconds'];
  const limit = (typeof given === 'number' ? given : defaultRuntimeSeconds).toLocaleString('en-US');
  switch (rule) {
    case 'image-or-algorithm':
      return 'Choose a training image, or name an algorithm: one of them, not both.';
    case 's3-uri':
      return 'An S3 URI is needed: s3://bucket/prefix.';
    case 'channel-twice':
      return 'Another channel has this name; each needs its own.';
    case 'no-instances':
      return 'Choose an instance type, or add instance groups.';
    case 'instances-twice':
      return 'Choose an instance type or instance groups, not both.';
    case 'wait-without-spot':
      return 'Only spot training waits; turn it on, or leave this empty.';
    case 'spot-without-wait':
      return `Spot training needs it: how long the job may take with its waiting, at least the time limit of ${limit} s.`;
    case 'wait-below-runtime':
      return `Must be at least the time limit of ${limit} s: waiting counts with it.`;
    case 'metric-regex':
      return complaint;
  }
}

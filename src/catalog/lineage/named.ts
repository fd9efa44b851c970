import { referenceFromMember } from '../links/memberNames.ts';
import { type Target, targetOf, targetsIn } from '../links/target.ts';

/** Something that an answer of Describe names, and by which members: `InputDataConfig.DataSource.S3DataSource.S3Uri`. */
export interface Named {
  readonly path: string;
  readonly target: Target;
  /** What the object that names it is called, where it says so: a channel, an input. */
  readonly title: string | undefined;
}

/** Members that say what the object around them is called. */
const titles = ['ChannelName', 'InputName', 'OutputName', 'VariantName', 'ContainerHostname'];

/** All resources and S3 URIs that an answer names. @param arn of the resource that it describes */
export function namedIn(answer: object, arn: string): Named[] {
  return inObject(answer, arn, [], undefined);
}

function inObject(object: object, arn: string, path: readonly string[], outer: string | undefined): Named[] {
  const members = object as Readonly<Record<string, unknown>>;
  const text = (name: string) => (typeof members[name] === 'string' ? members[name] : undefined);
  const title = titles.map(text).find((found) => found !== undefined) ?? outer;
  return Object.entries(members).flatMap(([name, value]): Named[] => {
    if (name === '$metadata') return [];
    const here = [...path, name];
    if (typeof value === 'string') {
      const reference = referenceFromMember(name, value, arn, text);
      const whole: Target | undefined = reference ? { type: 'resource', reference } : targetOf(value);
      const targets = whole ? [whole] : targetsIn(value).map(({ target }) => target);
      return targets.map((target) => ({ path: here.join('.'), target, title }));
    }
    return inValue(value, arn, here, title);
  });
}

function inValue(value: unknown, arn: string, path: readonly string[], title: string | undefined): Named[] {
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown) =>
      inValue(typeof item === 'string' ? { '': item } : item, arn, path, title),
    );
  }
  if (typeof value !== 'object' || value === null || value instanceof Date) return [];
  return inObject(value, arn, path, title);
}

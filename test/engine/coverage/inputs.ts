import { type NormalizedSchema } from '@smithy/core/schema';
import fc from 'fast-check';
import { isJsonObject } from '../../../src/engine/json.ts';
import { compilePattern, type ShapeConstraint } from '../../../src/analysis/shapes/constraint.ts';
import { constraintsOf } from '../../../src/engine/protocols/constraints.ts';
import { membersOf, requiredOf } from '../../../src/analysis/shapes/members.ts';
import { inputSchema } from './operations.ts';
import { type Random } from './random.ts';

/** A request or an answer as the SDK has it: times are `Date`, blobs `Uint8Array`. */
export type Members = Record<string, unknown>;

const constraints = constraintsOf(
  'sagemaker',
  new URL('../../../media/data/constraints.json', import.meta.url),
);

export function isMembers(value: unknown): value is Members {
  return isJsonObject(value) && !(value instanceof Date) && !(value instanceof Uint8Array);
}

/** What the API model says of a shape by its name. */
export function constraintOf(shape: string | undefined): ShapeConstraint | undefined {
  return shape === undefined ? undefined : constraints?.shapes[shape];
}

/** The shape name of a structure's member in the API model. */
export function shapeOf(structure: NormalizedSchema, member: string): string | undefined {
  return constraints?.members[structure.getName() ?? '']?.[member];
}

function fits(value: string, { pattern, min = 0, max = Infinity, enum: values }: ShapeConstraint): boolean {
  if (values && !values.includes(value)) return false;
  if (value.length < min || value.length > max) return false;
  return pattern === undefined || compilePattern(pattern).test(value);
}

/** A string that a shape allows, new each time; what the member is called decides what it looks like. */
export function textOf(member: string, constraint: ShapeConstraint, random: Random): string {
  if (constraint.enum) return random.pick(constraint.enum);
  const slug = random.slug();
  const arn = `arn:aws:sagemaker:us-east-1:000000000000:thing/${slug}`;
  const s3 = `s3://coverage/${slug}`;
  const role = `arn:aws:iam::000000000000:role/${slug}`;
  const image = `000000000000.dkr.ecr.us-east-1.amazonaws.com/${slug}:1`;
  const preferred = [
    ...(/Role(?:Arn)?$/.test(member) ? [role] : []),
    ...(member.endsWith('Arn') ? [arn] : []),
    ...(/Image(?:Uri)?$|EcrAddress$/.test(member) ? [image] : []),
    ...(/S3|Uri|Url|Path$/.test(member) ? [s3, `https://example.com/${slug}`] : []),
    ...(/LocalPath|Directory|Path$/.test(member) ? [`/opt/ml/${slug}`] : []),
  ];
  const others = [
    slug,
    arn,
    s3,
    role,
    image,
    `/${slug}`,
    '1.0',
    '1',
    `vpc-${slug}`,
    `sg-${slug}`,
    `subnet-${slug}`,
  ];
  const padded = slug.padEnd(constraint.min ?? 0, 'x');
  const found = [...preferred, ...others, padded].find((value) => fits(value, constraint));
  if (found !== undefined) return found;
  const { pattern = '.*', max = 1000 } = constraint;
  const source = compilePattern(pattern);
  const arbitrary = fc.stringMatching(source, { maxLength: max }).filter((value) => fits(value, constraint));
  const [made] = fc.sample(arbitrary, { seed: random.whole(0, 2 ** 30), numRuns: 1 });
  if (made === undefined) throw new Error(`No string for ${member} with ${pattern}`);
  return made;
}

class Filler {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  structure(schema: NormalizedSchema, given: Members): Members {
    const members = membersOf(schema);
    const unknown = Object.keys(given).filter((name) => !members.has(name));
    if (unknown.length > 0) throw new Error(`${schema.getName() ?? ''} has no ${unknown.join(', ')}.`);
    const filled: Members = {};
    const required = new Set(requiredOf(schema));
    for (const [name, member] of members) {
      if (given[name] === undefined && !required.has(name)) continue;
      const value = this.value(member, given[name], name, shapeOf(schema, name));
      if (value !== undefined) filled[name] = value;
    }
    return filled;
  }

  value(schema: NormalizedSchema, given: unknown, member: string, shape: string | undefined): unknown {
    if (schema.isStructSchema()) {
      if (schema.isUnionSchema()) return given ?? this.#firstOf(schema);
      return this.structure(schema, isMembers(given) ? given : {});
    }
    const constraint = constraintOf(shape ?? schema.getName()) ?? {};
    if (schema.isListSchema()) {
      const inner = constraints?.collections[shape ?? schema.getName() ?? '']?.['member'];
      const items: unknown[] = Array.isArray(given)
        ? given
        : Array.from({ length: Math.max(1, constraint.min ?? 0) });
      return items.map((item) => this.value(schema.getValueSchema(), item, member.replace(/s$/, ''), inner));
    }
    if (schema.isMapSchema()) {
      const inner = constraints?.collections[shape ?? schema.getName() ?? ''];
      const entries = isMembers(given) ? Object.entries(given) : [[this.#random.slug(), undefined] as const];
      return Object.fromEntries(
        entries.map(([key, item]) => [
          key,
          this.value(schema.getValueSchema(), item, member, inner?.['value']),
        ]),
      );
    }
    return given === undefined ? this.#scalar(schema, member, constraint) : given;
  }

  #firstOf(schema: NormalizedSchema): Members {
    const [first] = membersOf(schema);
    if (!first) return {};
    return { [first[0]]: this.value(first[1], undefined, first[0], shapeOf(schema, first[0])) };
  }

  #scalar(schema: NormalizedSchema, member: string, constraint: ShapeConstraint): unknown {
    const random = this.#random;
    if (schema.isBooleanSchema()) return random.next() < 0.5;
    if (schema.isTimestampSchema()) return new Date(Math.floor(Date.now() / 1000) * 1000);
    if (schema.isBlobSchema()) return new TextEncoder().encode(random.slug());
    if (schema.isNumericSchema()) {
      const from = constraint.min ?? 1;
      return random.whole(from, Math.min(constraint.max ?? from + 20, from + 20));
    }
    return textOf(member, constraint, random);
  }
}

/**
 * A request that AWS's model allows: what is given, and whatever else is required, however deep, made up.
 * @throws Error for a member that the operation does not have
 */
export function requestOf(operation: string, given: Members, random: Random): Members {
  const schema = inputSchema(operation);
  return schema ? new Filler(random).structure(schema, given) : {};
}

import { NormalizedSchema } from '@smithy/core/schema';
import { type $SchemaRef } from '@smithy/types';
import fc from 'fast-check';
import { type Json, type JsonObject } from '../../../src/engine/json.ts';
import { type ServiceConstraints } from '../../../src/analysis/shapes/constraint.ts';
import { membersOf, requiredOf } from '../../../src/analysis/shapes/members.ts';
import { brokenConstraints } from '../../../src/analysis/shapes/constraint.ts';

const ARN = 'arn:aws:sagemaker:us-east-1:000000000000';

/** Few names, so that requests meet what others have made; and some that nobody should choose. */
const WORDS = [
  ...[
    'a',
    'b',
    'fuzz-1',
    'default',
    'us-east-1',
    '1',
    's3://fuzz/prefix',
    'arn:aws:iam::000000000000:role/Fuzz',
  ],
  ...[
    `${ARN}:model/a`,
    `${ARN}:endpoint/b`,
    `${ARN}:domain/d-1`,
    `${ARN}:x/`,
    'arn:',
    'Name',
    'CreationTime',
  ],
  ...[
    '',
    ' ',
    '__proto__',
    'constructor',
    'toString',
    '../../etc/passwd',
    '%',
    '%zz',
    "' OR 1=1 --",
    '$.a',
    '{',
    '\\',
  ],
  ...[
    '\0',
    '\u0007',
    'é',
    '日本',
    '\u{1f427}',
    '\ud800',
    '\udc00x',
    'NaN',
    '-Infinity',
    'null',
    '2026-01-01T00:00:00Z',
  ],
];

export const nastyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('a', 'b', 'fuzz-1') },
  { weight: 8, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.constantFrom(65, 257, 1025, 70_000).map((length) => 'x'.repeat(length)) },
);

/** Of these, what a shape's constraints allow is given mostly: a request that is refused at once tries little. */
const USUAL = [
  ...[
    'a',
    'b',
    'fuzz-1',
    '1',
    '10',
    '000000000000',
    'ml.m5.large',
    'arn:aws:iam::000000000000:role/Fuzz',
    'd-1',
  ],
  ...[
    's3://fuzz/a',
    'https://a.example/b',
    'a.example/b:1',
    'text/csv',
    '2026-01-01T00:00:00Z',
    'vpc-1a',
    'sg-1a',
  ],
  ...[
    'subnet-1a',
    'key/a',
    '1.2.3',
    `${ARN}:model/a`,
    `${ARN}:domain/d-1`,
    `${ARN}:model-package/a/1`,
    'ab',
    'A1b2',
  ],
  ...['arn:aws:logs:us-east-1:000000000000:log-group:a', 'a'.repeat(20), 'a'.repeat(40), 'me@example.com'],
];

const nastyNumber: fc.Arbitrary<number> = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 100 }) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      ...[
        -1,
        0.5,
        2.5,
        -0,
        1e15,
        2 ** 31,
        2 ** 53,
        2 ** 63,
        -(2 ** 63),
        1e300,
        -1e300,
        5e-324,
        Date.now() / 1000,
      ],
    ),
  },
);

/** Any JSON at all. */
export const anything: fc.Arbitrary<Json> = fc.oneof(
  { weight: 5, arbitrary: fc.oneof(nastyText, nastyNumber, fc.boolean(), fc.constant(null)) },
  { weight: 1, arbitrary: fc.array(fc.oneof(nastyText, nastyNumber), { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.constant(JSON.parse('{"__proto__":{"a":1},"constructor":1}') as Json) },
);

/** Values of a schema: of the right type mostly, with the enumerations of the API model. */
export class SchemaValues {
  readonly #constraints: ServiceConstraints | undefined;

  constructor(constraints: ServiceConstraints | undefined) {
    this.#constraints = constraints;
  }

  /** An operation's input with some of its members, all required ones mostly, and at times one that nobody knows. */
  input(schema: $SchemaRef): fc.Arbitrary<JsonObject> {
    const normalized = NormalizedSchema.of(schema);
    return normalized.isUnitSchema() ? fc.constant({}) : this.#structure(normalized, 5);
  }

  #structure(schema: NormalizedSchema, depth: number): fc.Arbitrary<JsonObject> {
    const required = new Set(requiredOf(schema));
    const shapes = this.#constraints?.members[schema.getName() ?? ''] ?? {};
    const members = [...membersOf(schema)].map(([name, member]): [string, fc.Arbitrary<Json | undefined>] => {
      const value = this.#value(member, shapes[name], depth - 1);
      const chance = required.has(name) ? 100 : depth > 4 ? 1 : 0.4;
      return [
        name,
        fc.oneof(
          { weight: 10 * chance, arbitrary: value },
          { weight: 20, arbitrary: fc.constant(undefined) },
        ),
      ];
    });
    const unknown = fc.option(anything, { nil: undefined, freq: 20 });
    return fc.record({ ...Object.fromEntries(members), UnknownMember: unknown });
  }

  #value(
    schema: NormalizedSchema,
    shapeName: string | undefined,
    depth: number,
  ): fc.Arbitrary<Json | undefined> {
    const typed = depth < 0 ? fc.constant(undefined) : this.#typed(schema, shapeName, depth);
    return fc.oneof({ weight: 40, arbitrary: typed }, { weight: 1, arbitrary: anything });
  }

  #typed(
    schema: NormalizedSchema,
    shapeName: string | undefined,
    depth: number,
  ): fc.Arbitrary<Json | undefined> {
    if (schema.isDocumentSchema()) return anything;
    if (schema.isStructSchema()) return this.#lazily(() => this.#structure(schema, depth));
    const shape = shapeName ?? schema.getName() ?? '';
    if (schema.isListSchema()) {
      const element = this.#constraints?.collections[shape]?.['member'];
      const items = this.#lazily(() => this.#value(schema.getValueSchema(), element, depth - 1));
      return fc.array(items, { maxLength: 2 }) as fc.Arbitrary<Json>;
    }
    if (schema.isMapSchema()) {
      const element = this.#constraints?.collections[shape]?.['value'];
      const items = this.#lazily(() => this.#value(schema.getValueSchema(), element, depth - 1));
      return fc.dictionary(nastyText, items, { maxKeys: 2 });
    }
    if (schema.isBooleanSchema()) return fc.boolean();
    const constraint = this.#constraints?.shapes[shape] ?? {};
    if (constraint.enum) return fc.constantFrom(...constraint.enum);
    const isNumber = schema.isTimestampSchema() || schema.isNumericSchema();
    const usual = (isNumber ? [1, 2, 10, 100, Date.now() / 1000] : USUAL).filter(
      (value) => brokenConstraints(constraint, value).length === 0,
    );
    const nasty = isNumber ? nastyNumber : nastyText;
    if (usual.length === 0) return nasty;
    return fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...usual) }, { weight: 1, arbitrary: nasty });
  }

  /** Schemas may hold themselves. */
  #lazily<T>(make: () => fc.Arbitrary<T>): fc.Arbitrary<T> {
    return fc.constant(0).chain(make);
  }
}

import { type NormalizedSchema } from '@smithy/core/schema';
import fc from 'fast-check';
import { membersOf } from '../../../src/analysis/shapes/members.ts';
import { nastyText } from './values.ts';

const escaped = (text: string): string =>
  text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`).slice(0, 500);

/** XML of a structure's own names, with values of any kind. */
function element(schema: NormalizedSchema, name: string, depth: number): fc.Arbitrary<string> {
  const wrap = (inner: string): string => `<${name}>${inner}</${name}>`;
  if (depth > 5 || !schema.isStructSchema()) {
    if (schema.isListSchema() && depth <= 5) {
      const items = fc.constant(0).chain(() => element(schema.getValueSchema(), name, depth + 1));
      return fc.array(items, { maxLength: 3 }).map((list) => list.join(''));
    }
    return fc.oneof(nastyText.map(escaped), fc.constantFrom('1', 'true', '2.5', '')).map(wrap);
  }
  const members = [...membersOf(schema)].map(([member, inner]) =>
    fc.option(element(inner, inner.getMergedTraits().xmlName ?? member, depth + 1), { nil: '', freq: 2 }),
  );
  return members.length === 0
    ? fc.constant(wrap(''))
    : fc.tuple(...members).map((parts) => wrap(parts.join('')));
}

/** Bodies of XML services: of the payload's shape, and such as should not be. */
export function xmlBody(input: NormalizedSchema): fc.Arbitrary<string | Uint8Array> {
  const payload = input.isUnitSchema()
    ? undefined
    : [...membersOf(input)].find(([, member]) => member.getMergedTraits().httpPayload);
  const shaped = payload
    ? element(payload[1], payload[1].getMergedTraits().xmlName ?? payload[0], 0)
    : fc.constant('');
  const name = payload?.[1].getMergedTraits().xmlName ?? payload?.[0] ?? 'a';
  return fc.oneof(
    { weight: 6, arbitrary: shaped },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 100 }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        ...[
          '',
          '<',
          '<a>',
          '</a>',
          `<${name}/>`,
          `<${name}>`,
          `<${name} a="1" a="2"/>`,
          '{}',
          `<${name}>&#xD800;</${name}>`,
        ],
        `<${name}>&nope;&#99999999;&#x0;</${name}>`,
        `<!DOCTYPE a [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><${name}>&b;</${name}>`,
        `<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><${name}>&a;</${name}>`,
        `<${name}>${'<a>'.repeat(20_000)}${'</a>'.repeat(20_000)}</${name}>`,
        `<${name}><__proto__>a</__proto__><constructor/></${name}>`,
        `<${name} ${Array.from({ length: 5000 }, (_, n) => `a${n}="b"`).join(' ')}/>`,
        `<${name}>${'<![CDATA[x]]>'.repeat(5000)}</${name}>`,
      ),
    },
  );
}

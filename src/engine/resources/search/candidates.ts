import { NormalizedSchema } from '@smithy/core/schema';
import { number } from '../../json.ts';
import { operationSchema } from '../../protocols/awsJson.ts';
import { membersOf } from '../../../analysis/shapes/members.ts';
import { epochSeconds } from '../record.ts';
import { Candidate } from './candidate.ts';
import { type SearchScope } from './scope.ts';
import { type Source } from './sources.ts';

/** The schema of a source's results: the member of `SearchRecord`, else what Describe answers. */
export function schemaOf(source: Source, schemas: object): NormalizedSchema {
  const search = operationSchema(schemas, source.member === undefined ? `Describe${source.kind}` : 'Search');
  if (!search) throw new Error(`There is no schema for searching ${source.kind}.`);
  const output = NormalizedSchema.of(search[5]);
  if (source.member === undefined) return output;
  const found = membersOf(output).get('Results')?.getValueSchema();
  const member = found && membersOf(found).get(source.member);
  if (!member) throw new Error(`A search record has no ${source.member}.`);
  return member;
}

/** Every resource that a search of a source looks at. */
export function* candidates(source: Source, scope: SearchScope): Generator<Candidate> {
  for (const record of scope.all(source.kind)) {
    const modified = epochSeconds(record.modifiedAt);
    if (source.each) {
      for (const { id, document } of source.each(record)) {
        yield new Candidate(id, number(document, 'LastModifiedTime') ?? modified, document, {});
      }
      continue;
    }
    const described = scope.described(record);
    const tags = () => scope.tags(record.arn);
    const more = source.more?.(record, scope) ?? {};
    yield source.under === undefined
      ? new Candidate(record.arn, modified, described, { Tags: tags, ...more })
      : new Candidate(
          record.arn,
          modified,
          {},
          {
            [source.under]: () => ({ ...described, Tags: tags() }),
            ...more,
          },
        );
  }
}

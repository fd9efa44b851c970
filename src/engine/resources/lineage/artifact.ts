import { createHash } from 'node:crypto';
import { object, objects, text, type JsonObject } from '../../json.ts';
import { validationError } from '../../http/awsError.ts';
import { resourceNotFound } from '../errors.ts';
import { type ResourceKind } from '../kind.ts';
import { given } from '../members.ts';
import { lineageGroupArn } from './lineageGroup.ts';
import { replacedProperties } from './properties.ts';

/** An artifact's id: the same source is the same artifact. */
export function artifactId(source: JsonObject | undefined): string {
  const types = objects(source, 'SourceTypes').map(
    (type) => `${text(type, 'SourceIdType') ?? ''}=${text(type, 'Value') ?? ''}`,
  );
  const identity = [text(source, 'SourceUri') ?? '', ...types.sort()].join('\n');
  return createHash('md5').update(identity).digest('hex');
}

/** Artifacts: things with a URI, told apart by their source. */
export const artifact: ResourceKind = {
  name: 'Artifact',
  // Its name need not be given and is not what finds it.
  nameMember: 'ArtifactArn',
  arnMember: 'ArtifactArn',
  newKey: (input) => artifactId(object(input, 'Source')),
  exists: ({ arn }) => validationError(`An artifact with this source already exists: ${arn}`),
  notFound: (_key, arn) => resourceNotFound(`Artifact ${arn} does not exist.`),
  update: ({ document }, input) => ({
    ...given(input, 'ArtifactName'),
    ...replacedProperties(document, input),
  }),
  describe: (record) => ({ LineageGroupArn: lineageGroupArn(record) }),
  filters: { SourceUri: '$.Source.SourceUri' },
};

import { object, text } from '../../json.ts';
import { validationError } from '../../http/awsError.ts';
import { type JsonHandler } from '../../protocols/awsJson.ts';
import { type Family, type FamilyParts } from '../catalogue.ts';
import { action, context } from './actionAndContext.ts';
import { artifact, artifactId } from './artifact.ts';
import { association, associationOperations, requireAlone } from './associations.ts';
import { lineageGroup, lineageGroupOperations } from './lineageGroup.ts';
import { queryLineage } from './queryLineage.ts';

/** Delete of a kind of entity: not while it is associated with others. */
function deletion({ of, store }: FamilyParts, kind: string): JsonHandler {
  const operations = of(kind);
  return (input, request) => {
    const record = operations.find(input, request);
    requireAlone(store, record);
    operations.remove(input, request);
    return { [operations.kind.arnMember]: record.arn };
  };
}

/** Lineage: artifacts, actions and contexts, how they are associated, and the queries over that. */
export const lineageFamily: Family = {
  name: 'Lineage',
  kinds: [artifact, action, context, association, lineageGroup],
  operations: (parts) => {
    const deleteArtifact = deletion(parts, 'Artifact');
    return {
      ...associationOperations(parts.store),
      ...lineageGroupOperations(parts),
      QueryLineage: queryLineage(parts.store),
      DeleteAction: deletion(parts, 'Action'),
      DeleteContext: deletion(parts, 'Context'),
      DeleteArtifact(input, request) {
        const source = object(input, 'Source');
        const arn = text(input, 'ArtifactArn');
        if ((arn === undefined) === (source === undefined)) {
          throw validationError('Exactly one of ArtifactArn and Source must be given.');
        }
        const found = arn ?? parts.of('Artifact').arnOf(artifactId(source), {}, request);
        return deleteArtifact({ ArtifactArn: found }, request);
      },
    };
  },
};

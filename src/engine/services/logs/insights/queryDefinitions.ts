import { randomUUID } from 'node:crypto';
import { AwsError } from '../../../http/awsError.ts';
import { type JsonObject, number, objects, text } from '../../../json.ts';
import { type JsonHandler } from '../../../protocols/awsJson.ts';
import { type Database } from '../../../store/database.ts';
import { Documents } from '../../../store/documents.ts';
import { required } from '../names.ts';
import { pageOf } from '../paging.ts';
import { stringsOf } from '../tags.ts';

/** PutQueryDefinition, DescribeQueryDefinitions, DeleteQueryDefinition: saved queries, kept for good. */
export function queryDefinitionOperations(database: Database): Readonly<Record<string, JsonHandler>> {
  const saved = new Documents(database, 'query-definition');
  const unknown = (): AwsError =>
    new AwsError('ResourceNotFoundException', 'The specified query definition does not exist.');
  return {
    PutQueryDefinition(input, request) {
      const { region } = request.scope;
      const given = text(input, 'queryDefinitionId');
      if (given !== undefined && !saved.get(region, given)) throw unknown();
      const queryDefinitionId = given ?? randomUUID();
      const definition: JsonObject = {
        queryLanguage: text(input, 'queryLanguage') ?? 'CWLI',
        queryDefinitionId,
        name: required(input, 'name'),
        queryString: required(input, 'queryString'),
        lastModified: Date.now(),
        logGroupNames: stringsOf(input, 'logGroupNames') ?? [],
        parameters: objects(input, 'parameters'),
      };
      saved.put(region, queryDefinitionId, definition);
      return { queryDefinitionId };
    },

    DescribeQueryDefinitions(input, request) {
      const prefix = text(input, 'queryDefinitionNamePrefix') ?? '';
      const language = text(input, 'queryLanguage');
      const found = saved
        .list(request.scope.region)
        .map(({ document }) => document)
        .filter((document) => text(document, 'name')?.startsWith(prefix) === true)
        .filter((document) => language === undefined || document['queryLanguage'] === language);
      const paged = { ...input, limit: number(input, 'maxResults') ?? 1000 };
      const { page, nextToken } = pageOf(
        found,
        (document) => text(document, 'queryDefinitionId') ?? '',
        paged,
      );
      return { queryDefinitions: [...page], nextToken };
    },

    DeleteQueryDefinition(input, request) {
      if (!saved.remove(request.scope.region, required(input, 'queryDefinitionId'))) throw unknown();
      return { success: true };
    },
  };
}

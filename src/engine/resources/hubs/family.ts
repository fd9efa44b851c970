import { validationError } from '../../http/awsError.ts';
import { text, type JsonObject } from '../../json.ts';
import { type EngineRequest } from '../../http/message.ts';
import { type EngineParts } from '../../parts.ts';
import { type JsonHandler } from '../../protocols/awsJson.ts';
import { type Family } from '../catalogue.ts';
import { listHandler } from '../listing.ts';
import { hub } from './hub.ts';
import { hubContent } from './hubContent.ts';
import { createPresignedUrls } from './presignedUrls.ts';
import { referenceOperations } from './references.ts';
import { compareVersions, contentOf, versionOf } from './versions.ts';

/** Private hubs and what is in them. */
export function hubsFamily(engine: Pick<EngineParts, 'objects' | 'keys' | 'endpoint'>): Family {
  return {
    name: 'Hubs',
    kinds: [hub, hubContent],
    operations: (parts) => {
      const [hubs, contents] = [parts.of('Hub'), parts.of('HubContent')];
      const versions = listHandler(contents, parts, 'ListHubContentVersions');
      if (!versions) throw new Error('There is no ListHubContentVersions.');
      /** The newest version of each content of a hub that fits the request. */
      const newest = (input: JsonObject, request: EngineRequest): ReadonlySet<string> => {
        const found = new Map<string, { name: string; version: string }>();
        for (const record of parts.store.all('HubContent', request.scope.region)) {
          if (!hubContent.listed?.(record, input, contents.contextOf('', input, request))) continue;
          const content = contentOf(record.document);
          const version = versionOf(record);
          if (compareVersions(version, found.get(content)?.version ?? '0.0.0') >= 0) {
            found.set(content, { name: record.name, version });
          }
        }
        return new Set([...found.values()].map(({ name }) => name));
      };
      const listContents: JsonHandler = (input, request) => {
        hubs.find(input, request);
        const names = newest(input, request);
        const list = listHandler(contents, parts, 'ListHubContents', {
          listed: (record) => names.has(record.name),
        });
        return list?.(input, request) ?? {};
      };
      const importing: JsonHandler = (input, request) => {
        if (text(input, 'HubContentType') === 'ModelReference') {
          throw validationError('A reference is made with CreateHubContentReference.');
        }
        const record = contents.create(input, request);
        return { HubArn: record.document['HubArn'], HubContentArn: record.arn };
      };
      return {
        ...referenceOperations(contents),
        ImportHubContent: importing,
        ListHubContents: listContents,
        ListHubContentVersions(input, request) {
          contents.find({ ...input, HubContentVersion: undefined }, request);
          return versions(input, request);
        },
        CreateHubContentPresignedUrls: createPresignedUrls(contents, engine),
      };
    },
  };
}

import { type EngineRequest } from '../../http/message.ts';
import { validationError } from '../../http/awsError.ts';
import { text, type JsonObject } from '../../json.ts';
import { type JsonHandler } from '../../protocols/awsJson.ts';
import { resourceInUse } from '../errors.ts';
import { given } from '../members.ts';
import { type KindOperations } from '../operations.ts';
import { type ResourceRecord } from '../record.ts';
import { contentOf, versionsOf } from './versions.ts';

const TYPE = 'ModelReference';

function answer({ arn, document }: ResourceRecord): JsonObject {
  return { HubArn: document['HubArn'], HubContentArn: arn };
}

/**
 * References to models of AWS's public hub. The hub is not on this machine, so a reference keeps what names the model
 * and has an empty document.
 */
export function referenceOperations(contents: KindOperations): Record<string, JsonHandler> {
  const find = (input: JsonObject, request: EngineRequest): ResourceRecord => {
    if (text(input, 'HubContentType') !== TYPE) {
      throw validationError(`HubContentType must be ${TYPE}.`);
    }
    return contents.find(input, request);
  };
  return {
    CreateHubContentReference(input, request) {
      const source = text(input, 'SageMakerPublicHubContentArn') ?? '';
      const name = text(input, 'HubContentName') ?? source.slice(source.lastIndexOf('/') + 1);
      const content = { HubName: input['HubName'], HubContentType: TYPE, HubContentName: name };
      const least = text(input, 'MinVersion') ?? '1.0.0';
      const [taken] = versionsOf(contentOf(content), contents.contextOf('', input, request));
      if (taken) throw resourceInUse(`The hub already has the reference ${taken.arn}.`);
      const record = contents.create(
        {
          ...content,
          ...given(input, 'Tags', 'SageMakerPublicHubContentArn'),
          HubContentVersion: least,
          ReferenceMinVersion: least,
          DocumentSchemaVersion: '1.0.0',
          HubContentDocument: '{}',
        },
        request,
      );
      return answer(record);
    },
    UpdateHubContentReference(input, request) {
      const record = find(input, request);
      return answer(contents.change(record, { ReferenceMinVersion: input['MinVersion'] }));
    },
    DeleteHubContentReference(input, request) {
      const { HubName, HubContentType, HubContentName } = input;
      find(input, request);
      contents.remove({ HubName, HubContentType, HubContentName }, request);
      return {};
    },
  };
}

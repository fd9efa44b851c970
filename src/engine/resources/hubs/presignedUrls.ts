import { validationError } from '../../http/awsError.ts';
import { presignedObject } from '../../http/presign.ts';
import { isJsonObject, object, text, type Json, type JsonObject } from '../../json.ts';
import { type EngineParts } from '../../parts.ts';
import { type JsonHandler } from '../../protocols/awsJson.ts';
import { parseS3Uri } from '../../store/objectStore.ts';
import { parsedObject } from '../members.ts';
import { type KindOperations } from '../operations.ts';
import { pageOfValues } from '../valuePages.ts';

const EXPIRES_SECONDS = 3600;
const PAGE = 100;

/** Every S3 URI in a document. */
function* s3Uris(value: Json | undefined): Generator<string> {
  if (typeof value === 'string' && value.startsWith('s3://')) yield value;
  else if (Array.isArray(value)) for (const item of value) yield* s3Uris(item);
  else if (isJsonObject(value)) for (const item of Object.values(value)) yield* s3Uris(item);
}

function requireAccess(document: JsonObject, access: JsonObject | undefined, uris: readonly string[]): void {
  if (text(document, 'HostingEulaUri') !== undefined && access?.['AcceptEula'] !== true) {
    throw validationError('The model is gated: accept its end-user licence agreement with AcceptEula.');
  }
  const expected = text(access, 'ExpectedS3Url');
  if (expected !== undefined && !uris.includes(expected)) {
    throw validationError(`ExpectedS3Url ${expected} is not an artifact of the hub content.`);
  }
}

/** CreateHubContentPresignedUrls: the artifacts that a content's document names and this engine's S3 has. */
export function createPresignedUrls(
  contents: KindOperations,
  { objects, keys, endpoint }: Pick<EngineParts, 'objects' | 'keys' | 'endpoint'>,
): JsonHandler {
  /** The objects at a URI: one, or all below it when it is a folder. */
  function* objectsAt(uri: string): Generator<{ bucket: string; key: string; localPath: string }> {
    const place = parseS3Uri(uri);
    if (!place || !objects.bucket(place.bucket)) return;
    const { bucket, key } = place;
    const name = key.slice(key.lastIndexOf('/') + 1);
    if (objects.head(bucket, key)) yield { bucket, key, localPath: name };
    const prefix = key === '' || key.endsWith('/') ? key : `${key}/`;
    let startAfter: string | undefined;
    do {
      const page = objects.list(bucket, { prefix, ...(startAfter === undefined ? {} : { startAfter }) });
      for (const found of page.objects) {
        yield { bucket, key: found.key, localPath: found.key.slice(prefix.length) };
      }
      startAfter = page.next;
    } while (startAfter !== undefined);
  }

  return (input, request) => {
    const record = contents.find(input, request);
    const document = parsedObject(text(record.document, 'HubContentDocument') ?? '') ?? {};
    const uris = [...new Set(s3Uris(document))];
    requireAccess(document, object(input, 'AccessConfig'), uris);
    const found = uris.flatMap((uri) => [...objectsAt(uri)]);
    if (found.length === 0) {
      throw validationError(`No artifact of ${record.arn} is in the S3 of this machine.`);
    }
    const { region } = request.scope;
    const { values, next } = pageOfValues(
      found.map((one) => [`${one.bucket}/${one.key}`, one] as const),
      input,
      PAGE,
    );
    return {
      AuthorizedUrlConfigs: values.map(({ bucket, key, localPath }) => ({
        Url: presignedObject(endpoint(), { bucket, key }, { keys, region }, Date.now(), EXPIRES_SECONDS),
        LocalPath: localPath,
      })),
      ...next,
    };
  };
}

import { JsonCodec2 } from '@aws-sdk/core/protocols';
import { AwsError } from '../http/awsError.ts';
import { guardJson } from './jsonGuard.ts';
import { type RestCodec } from './restCodec.ts';

/** `timestampFormat` numbers of the SDK's schemas. */
const EPOCH_SECONDS = 7;

/** The codec of services that speak restJson1: SageMaker Runtime. */
export function restJsonCodec(): RestCodec {
  const settings = {
    httpBindings: true,
    jsonName: true,
    timestampFormat: { useTrait: true, default: EPOCH_SECONDS },
  } as const;
  const codec = new JsonCodec2(settings);
  return {
    contentType: 'application/json',
    settings,
    async read(schema, body) {
      guardJson(body);
      return (await codec.createDeserializer().read(schema, new TextDecoder().decode(body))) as unknown;
    },
    write(schema, value) {
      const serializer = codec.createSerializer();
      serializer.write(schema, value);
      return serializer.flush();
    },
    malformed: (cause) =>
      new AwsError('SerializationException', 'The request body is not valid JSON.', 400, {}, { cause }),
    invalid: (name, value) =>
      new AwsError('SerializationException', `"${value}" is not a valid value for ${name}.`),
    unknown: ({ method, rawPath }) =>
      new AwsError('UnknownOperationException', `There is no operation at ${method} ${rawPath}.`, 404),
    error: (error) => ({
      status: error.status,
      headers: { 'content-type': 'application/json', 'x-amzn-errortype': error.code },
      body: JSON.stringify({ ...error.members, Message: error.message, message: error.message }),
    }),
  };
}

import { FromStringShapeDeserializer, ToStringShapeSerializer } from '@smithy/core/protocols';
import { type NormalizedSchema } from '@smithy/core/schema';
import { type CodecSettings } from '@smithy/types';
import { type AwsError } from '../http/awsError.ts';
import { type EngineRequest, type EngineResponse } from '../http/message.ts';

/** What differs between REST protocols: how structured bodies and errors are written. */
export interface RestCodec {
  readonly contentType: string;
  readonly settings: CodecSettings;
  /** A structured body by its schema. @throws whatever the parser throws; it becomes {@link RestCodec.malformed}. */
  read(schema: NormalizedSchema, body: Uint8Array): unknown;
  write(schema: NormalizedSchema, value: object): string | Uint8Array;
  /** The complaint about a body that cannot be read. */
  malformed(cause: unknown): AwsError;
  /** The complaint about a path label, query parameter or header. */
  invalid(name: string, value: string): AwsError;
  /** The complaint about a request that no operation of the service takes. */
  unknown(request: EngineRequest): AwsError;
  error(error: AwsError, request: Pick<EngineRequest, 'requestId' | 'rawPath' | 'method'>): EngineResponse;
}

/** Values in labels, query parameters and headers, to and from text, by the SDK's own rules. */
export class TextValues {
  readonly #codec: RestCodec;
  readonly #reader: FromStringShapeDeserializer;
  readonly #writer: ToStringShapeSerializer;

  constructor(codec: RestCodec) {
    this.#codec = codec;
    this.#reader = new FromStringShapeDeserializer(codec.settings);
    this.#writer = new ToStringShapeSerializer(codec.settings);
  }

  /** @param name of the label, parameter or header, for the complaint. @throws AwsError the codec's `invalid` */
  read(schema: NormalizedSchema, name: string, text: string): unknown {
    let value: unknown;
    try {
      value = this.#reader.read(schema, text);
    } catch {
      throw this.#codec.invalid(name, text);
    }
    // No service binds a fraction to a path, a query or a header.
    if (schema.isNumericSchema() && !/^[-+]?\d{1,15}$/.test(text)) throw this.#codec.invalid(name, text);
    if (schema.isBooleanSchema() && !/^(true|false)$/i.test(text)) throw this.#codec.invalid(name, text);
    return value;
  }

  write(schema: NormalizedSchema, value: unknown): string {
    this.#writer.write(schema, value);
    return this.#writer.flush();
  }
}

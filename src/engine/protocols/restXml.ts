import { XmlCodec } from '@aws-sdk/core/protocols';
import { AwsError } from '../http/awsError.ts';
import { type RestCodec } from './restCodec.ts';

/** `timestampFormat` numbers of the SDK's schemas. */
const DATE_TIME = 5;
const PROLOG = '<?xml version="1.0" encoding="UTF-8"?>\n';

export type RestXmlOptions = Pick<RestCodec, 'invalid' | 'unknown'> & {
  /** `xmlns` of every document that is sent. */
  readonly xmlNamespace: string;
};

/** `<Code>…</Code>` and the like, values escaped; members whose value is `undefined` are left out. */
export function xmlElements(members: Readonly<Record<string, unknown>>): string {
  return Object.entries(members)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `<${name}>${escapeXml(String(value))}</${name}>`)
    .join('');
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"'\r\n]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** The codec of services that speak restXml: S3. Errors are S3's `<Error>` without a wrapper. */
export function restXmlCodec(options: RestXmlOptions): RestCodec {
  const settings = {
    httpBindings: true,
    timestampFormat: { useTrait: true, default: DATE_TIME },
    xmlNamespace: options.xmlNamespace,
    serviceNamespace: options.xmlNamespace,
  } as const;
  const codec = new XmlCodec(settings);
  return {
    contentType: 'application/xml',
    settings,
    read(schema, body) {
      return codec.createDeserializer().read(schema, body) as unknown;
    },
    write(schema, value) {
      const serializer = codec.createSerializer();
      serializer.write(schema, value);
      const body = serializer.flush();
      return typeof body === 'string' ? PROLOG + body : body;
    },
    malformed: (cause) =>
      new AwsError(
        'MalformedXML',
        'The XML you provided was not well-formed or did not validate against our published schema',
        400,
        {},
        { cause },
      ),
    invalid: options.invalid,
    unknown: options.unknown,
    error(error, request) {
      // An answer to HEAD has no body: its status is all that it says.
      if (request.method === 'HEAD' || error.status === 304) return { status: error.status, headers: {} };
      const { code, message, members, status } = error;
      const elements = xmlElements({
        Code: code,
        Message: message,
        Resource: request.rawPath,
        ...members,
        RequestId: request.requestId,
      });
      return {
        status,
        headers: { 'content-type': this.contentType },
        body: `${PROLOG}<Error>${elements}</Error>`,
      };
    },
  };
}

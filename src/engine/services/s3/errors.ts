import { AwsError } from '../../http/awsError.ts';

/** S3's complaints with its own words. */
export const s3Errors = {
  badDigest: (what: string) =>
    new AwsError('BadDigest', `The ${what} you specified did not match the calculated checksum.`),
  invalidDigest: () => new AwsError('InvalidDigest', 'The Content-MD5 you specified was invalid.'),
  invalidRequest: (message: string) => new AwsError('InvalidRequest', message),
  invalidArgument: (name: string, value: string, message = 'Invalid Argument') =>
    new AwsError('InvalidArgument', message, 400, { ArgumentName: name, ArgumentValue: value }),
  incompleteBody: () =>
    new AwsError(
      'IncompleteBody',
      'The request body terminated unexpectedly or has not the length that its headers declare.',
    ),
  preconditionFailed: (condition: string) =>
    new AwsError('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412, {
      Condition: condition,
    }),
  malformedXml: () =>
    new AwsError(
      'MalformedXML',
      'The XML you provided was not well-formed or did not validate against our published schema',
    ),
  metadataTooLarge: () =>
    new AwsError('MetadataTooLarge', 'Your metadata headers exceed the maximum allowed metadata size'),
  invalidPartNumber: () =>
    new AwsError('InvalidPartNumber', 'The requested partnumber is not satisfiable', 416),
  notImplemented: (what: string) =>
    new AwsError('NotImplemented', `The local engine does not implement ${what} of S3.`, 501),
  signature: () =>
    new AwsError(
      'SignatureDoesNotMatch',
      'The signature of a chunk of the body does not match the one we calculated.',
      403,
    ),
} as const;

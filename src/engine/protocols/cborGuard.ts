import { AwsError } from '../http/awsError.ts';

const EPOCH_SECONDS = 1;

function malformed(): AwsError {
  return new AwsError('SerializationException', 'The request body is not CBOR.');
}

/** An item's argument, and where what follows it begins. `undefined`: of indefinite length. */
function argument(bytes: DataView, at: number): { value: number | undefined; next: number } {
  const minor = bytes.getUint8(at) & 31;
  if (minor < 24) return { value: minor, next: at + 1 };
  if (minor === 24) return { value: bytes.getUint8(at + 1), next: at + 2 };
  if (minor === 25) return { value: bytes.getUint16(at + 1), next: at + 3 };
  if (minor === 26) return { value: bytes.getUint32(at + 1), next: at + 5 };
  if (minor === 27) return { value: Number(bytes.getBigUint64(at + 1)), next: at + 9 };
  if (minor === 31) return { value: undefined, next: at + 1 };
  throw malformed();
}

/**
 * Refuses CBOR that a decoder would make much out of little: lengths beyond the body, and tags for numbers of any size.
 * @throws AwsError `SerializationException`
 */
export function guardCbor(body: Uint8Array): void {
  const bytes = new DataView(body.buffer, body.byteOffset, body.byteLength);
  let at = 0;
  try {
    while (at < body.length) {
      const major = bytes.getUint8(at) >> 5;
      const { value, next } = argument(bytes, at);
      at = next;
      if (value === undefined) continue;
      const isBytes = major === 2 || major === 3;
      if (isBytes) at += value;
      if (major >= 2 && major <= 5 && (isBytes ? at : at + value) > body.length) throw malformed();
      if (major === 6 && value !== EPOCH_SECONDS) throw malformed();
    }
  } catch (cause) {
    if (cause instanceof AwsError) throw cause;
    throw new AwsError('SerializationException', 'The request body is not CBOR.', 400, {}, { cause });
  }
}

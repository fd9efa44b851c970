import { AwsError } from '../http/awsError.ts';

/** Bytes; what is in a shorter body fits in memory whatever it is. */
const SMALL = 256 * 1024;
/** Far beyond every request of AWS's; PutLogEvents, with the most of all, has some 30,000. */
const MOST_VALUES = 250_000;

const [QUOTE, BACKSLASH, COMMA, BRACKET, BRACE] = [0x22, 0x5c, 0x2c, 0x5b, 0x7b];

/**
 * Refuses JSON that a parser would make much out of little: millions of empty objects take a hundred times their text.
 * @throws AwsError `SerializationException`
 */
export function guardJson(body: Uint8Array): void {
  if (body.length < SMALL) return;
  let values = 0;
  for (let at = 0; at < body.length; at++) {
    const byte = body[at];
    if (byte === QUOTE) at = endOfString(body, at + 1);
    else if (byte === COMMA || byte === BRACKET || byte === BRACE) values += 1;
  }
  if (values <= MOST_VALUES) return;
  throw new AwsError('SerializationException', `The request body has more than ${MOST_VALUES} values.`);
}

/** Where the quote is that ends a string. */
function endOfString(body: Uint8Array, from: number): number {
  for (let end = body.indexOf(QUOTE, from); end >= 0; end = body.indexOf(QUOTE, end + 1)) {
    let backslashes = 0;
    while (body[end - 1 - backslashes] === BACKSLASH) backslashes += 1;
    if (backslashes % 2 === 0) return end;
  }
  return body.length;
}

/** Which characters an atom takes, by their UTF-16 code. */
export type Takes = (code: number) => boolean;

/** Beyond these a set is asked through the platform's own matcher, which is slower. */
const ASCII = 128;

/**
 * The set that an atom of one character writes (`.`, `[a-z]`, `\d`, `x`).
 * @throws SyntaxError for what is no such atom
 */
export function characterSet(atom: string, ignoreCase: boolean, dotAll: boolean): Takes {
  const flags = `${ignoreCase ? 'i' : ''}${dotAll ? 's' : ''}`;
  // Anchored and of one character: there is nothing that it could go back over.
  const single = new RegExp(`^(?:${atom})$`, flags);
  const table = Uint8Array.from({ length: ASCII }, (_, code) =>
    Number(single.test(String.fromCharCode(code))),
  );
  return (code) => (code < ASCII ? table[code] === 1 : single.test(String.fromCharCode(code)));
}

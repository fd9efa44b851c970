import { posix } from 'node:path';
import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeSegment,
  encodeSegment,
  keyOfPath,
  pathOfHiddenObject,
  pathOfKey,
  pathOfPrefix,
} from '../../../../src/documents/s3/keyPath.ts';
import { localName, localPath } from '../../../../src/documents/s3/transfer/localName.ts';

/** Keys as people write them and as nobody should: what matters comes often. */
const parts = oneof(
  constantFrom(
    '',
    '.',
    '..',
    '⟨⟩',
    '⟨.⟩',
    'a⟨object⟩',
    '⟨a⟨object⟩⟩',
    '⟨object⟩',
    '!',
    'a!',
    '%2F',
    '?x#y',
    'é',
    '日本',
    '\\',
    ' ',
  ),
  string({ unit: 'binary' }).map((text) => text.replaceAll('/', '')),
);
const keys = array(parts, { minLength: 1 }).map((names) => names.join('/'));

describe('keys as paths', () => {
  it('come back as they were', () => {
    const back = (key: string) => keyOfPath(pathOfKey(key));
    assert(property(keys, (key) => back(key).key === key && !back(key).objectOnly));
  });

  it('come back where a folder has the same name', () => {
    const back = (key: string) => keyOfPath(pathOfHiddenObject(key));
    assert(property(keys, (key) => back(key).key === key && back(key).objectOnly));
  });

  it('stay as they are when VS Code makes paths normal', () => {
    assert(property(keys, (key) => posix.normalize(pathOfKey(key)) === pathOfKey(key)));
  });

  it('differ where the keys do', () => {
    assert(property(keys, keys, (a, b) => (pathOfKey(a) === pathOfKey(b)) === (a === b)));
  });

  it('are plain for plain keys', () => {
    expect(pathOfKey('a/b c/model.tar.gz')).toBe('/a/b c/model.tar.gz');
    expect(pathOfKey('')).toBe('/');
    expect(pathOfKey('a/')).toBe('/a/⟨⟩');
    expect(pathOfPrefix('a/b/')).toBe('/a/b');
    expect(pathOfPrefix('a//')).toBe('/a/⟨⟩');
    expect(keyOfPath('/a/b/')).toEqual({ key: 'a/b', objectOnly: false });
  });

  it('have names that come back, too', () => {
    assert(property(parts, (name) => decodeSegment(encodeSegment(name)) === name));
  });
});

describe('keys as files on disk', () => {
  it('never lead out of their folder', () => {
    assert(
      property(keys, (key) => {
        const path = localPath('/down/here', key);
        expect(path.startsWith('/down/here/')).toBe(true);
        expect(path.split('/')).not.toContain('..');
      }),
    );
  });

  it('are names that Windows takes', () => {
    expect(localName('a:b', 'win32')).toBe('a_b');
    expect(localName('NUL.txt', 'win32')).toBe('_NUL.txt');
    expect(localName('dot.', 'win32')).toBe('dot_');
    expect(localName('..\\..\\x', 'win32')).toBe('.._.._x');
    expect(localName('a:b', 'linux')).toBe('a:b');
  });
});

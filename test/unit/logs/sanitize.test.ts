import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutLine, longestLine } from '../../../src/logs/text/cut.ts';
import { isHarmless, messageLines, plainLine, sanitizeLine } from '../../../src/logs/text/sanitize.ts';
import { Style } from '../../../src/logs/text/style.ts';

const esc = '\u001b';
const colour = new RegExp(`${esc}\\[[\\d;:]*m`, 'g');
const isControl = (c: string) => c !== '\t' && (c < ' ' || (c >= '\u007f' && c <= '\u009f'));

describe('sanitizeLine', () => {
  it('keeps colours and ends them with the line', () => {
    expect(sanitizeLine(`${esc}[1;31mred${esc}[0m`)).toBe(`${esc}[1;31mred${esc}[0m${esc}[0m`);
    expect(sanitizeLine(`${esc}[38;5;208mx`)).toBe(`${esc}[38;5;208mx${esc}[0m`);
    expect(sanitizeLine(`${esc}[mx`)).toBe(`${esc}[0mx${esc}[0m`);
  });

  it('goes on with them on the next line, as a terminal does, until they end', () => {
    const style = new Style();
    const lines = [
      `a ${esc}[1;32mgreen`,
      'still',
      `off${esc}[22;39m now`,
      'plain',
      `${esc}[48;2;1;2;3mground`,
      'x',
    ];
    expect(lines.map((line) => sanitizeLine(line, style))).toEqual([
      `a ${esc}[1;32mgreen${esc}[0m`,
      `${esc}[1;32mstill${esc}[0m`,
      `${esc}[1;32moff${esc}[22;39m now${esc}[0m`,
      'plain',
      `${esc}[48;2;1;2;3mground${esc}[0m`,
      `${esc}[48;2;1;2;3mx${esc}[0m`,
    ]);
  });

  it('makes everything else harmless', () => {
    expect(sanitizeLine(`a${esc}[2Jb${esc}[10;20Hc${esc}[?1049hd${esc}[6n${esc}[c${esc}[>0c`)).toBe('abcd');
    expect(sanitizeLine(`${esc}]0;title\u0007x${esc}]52;c;aGk=\u0007y${esc}P+q544e${esc}\\z`)).toBe('xyz');
    expect(sanitizeLine(`see ${esc}]8;;http://evil.example${esc}\\here${esc}]8;;${esc}\\ now`)).toBe(
      'see here now',
    );
    expect(sanitizeLine(`${esc}cfull\u0007\u0008\u009b2J`)).toBe('full2J');
    expect(sanitizeLine(`${esc}]0;never closed`)).toBe('0;never closed');
    expect(sanitizeLine(`end${esc}`)).toBe('end');
    // Text that nobody is to see.
    expect(sanitizeLine(`a${esc}[8mhidden${esc}[28m`)).toBe('ahidden');
    expect(sanitizeLine(`${esc}[38;5mx${esc}[999my`)).toBe('xy');
  });

  it('leaves no escape but colours in any text', () => {
    const piece = fc.constantFrom(
      ...[
        esc,
        '[',
        ']',
        '0',
        ';',
        'm',
        'J',
        '\u0007',
        '\\',
        'P',
        '\u009b',
        'x',
        '\r',
        '?',
        ' ',
        '8',
        '5',
        ':',
      ],
      '\ud800',
    );
    fc.assert(
      fc.property(fc.array(fc.array(piece, { maxLength: 30 }), { maxLength: 4 }), (lines) => {
        const style = new Style();
        return lines.every((pieces) => {
          const clean = sanitizeLine(pieces.join(''), style).replace(colour, '');
          return clean.isWellFormed() && !Array.from(clean).some(isControl);
        });
      }),
    );
  });

  it('shows what carriage returns leave', () => {
    expect(plainLine('10%\r50%\r100%\r')).toBe('100%');
    expect(messageLines('a\r\nb\n')).toEqual(['a', 'b']);
    // What is overwritten was still in colour.
    expect(sanitizeLine(`${esc}[31m10%\r20%`)).toBe(`${esc}[31m20%${esc}[0m`);
  });

  it('replaces halves of characters, and takes plain text for what it is', () => {
    expect(sanitizeLine('a\ud800b')).toBe('a\ufffdb');
    expect(isHarmless('\tloss ≤ 3 🎉 \ufffd')).toBe(true);
    expect(isHarmless('a\ud800')).toBe(false);
  });
});

describe('cutLine', () => {
  it('cuts what nobody reads, and says so', () => {
    expect(cutLine('short')).toEqual({ text: 'short', note: '' });
    const { text, note } = cutLine('x'.repeat(1_048_576));
    expect(text.length).toBe(longestLine);
    expect(note).toBe(' … line of 1.0 million characters, cut here: open as document to see the rest');
  });
});

/** A line of a document, in one of two typefaces. */
export interface PdfLine {
  readonly text: string;
  readonly heading?: boolean;
}

const PAGE = { width: 595, height: 842, margin: 50 };
const SIZE = 9;
const LEADING = 13;
/** Courier's letters are 0.6 em wide. */
const COLUMNS = Math.floor((PAGE.width - 2 * PAGE.margin) / (SIZE * 0.6));
const ROWS = Math.floor((PAGE.height - 2 * PAGE.margin) / LEADING);

/** A string in PDF's parentheses; the built-in fonts have the letters of Latin-1 only, others become `?`. */
function literal(text: string): string {
  const escaped = Array.from(text, (letter) => {
    if ('()\\'.includes(letter)) return `\\${letter}`;
    const code = letter.codePointAt(0) ?? 0;
    return code < 32 || code > 255 ? '?' : letter;
  });
  return `(${escaped.join('')})`;
}

/** Breaks a line at spaces where it can, indenting what follows as the line is. */
function wrapped(line: PdfLine): PdfLine[] {
  const indent = ' '.repeat(Math.min(line.text.search(/\S|$/), COLUMNS / 2));
  const rows: PdfLine[] = [];
  let rest = line.text;
  while (rest.length > COLUMNS) {
    const space = rest.lastIndexOf(' ', COLUMNS);
    const end = space > indent.length ? space : COLUMNS;
    rows.push({ ...line, text: rest.slice(0, end) });
    rest = indent + rest.slice(end).trimStart();
  }
  return [...rows, { ...line, text: rest }];
}

function pageContent(rows: readonly PdfLine[]): string {
  const top = PAGE.height - PAGE.margin - SIZE;
  const drawn = rows.map((row) => `/${row.heading ? 'F2' : 'F1'} ${SIZE} Tf ${literal(row.text)} Tj T*`);
  return `BT ${LEADING} TL ${PAGE.margin} ${top} Td\n${drawn.join('\n')}\nET`;
}

/** A PDF (1.4, built-in fonts, A4) of plain lines. */
export function pdfOf(lines: readonly PdfLine[]): Uint8Array {
  const rows = lines.flatMap(wrapped);
  const pages: PdfLine[][] = [];
  for (let row = 0; row === 0 || row < rows.length; row += ROWS) pages.push(rows.slice(row, row + ROWS));
  const numbers = pages.map((_, index) => 5 + 2 * index);
  const font = (name: string): string =>
    `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${numbers.map((n) => `${n} 0 R`).join(' ')}] /Count ${pages.length} >>`,
    font('Courier'),
    font('Courier-Bold'),
    ...pages.flatMap((page, index) => {
      const content = pageContent(page);
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${PAGE.width} ${PAGE.height}] /Contents ${(numbers[index] ?? 0) + 1} 0 R ` +
          '/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>',
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ];
    }),
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((body, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  const start = file.length;
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}

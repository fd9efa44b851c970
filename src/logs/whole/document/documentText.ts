import { formatBytes } from '../../../analysis/text/bytes.ts';
import { plainLine } from '../../text/sanitize.ts';
import { formatEvents, formatFor } from '../save/saveFormat.ts';
import { readEvents } from '../spool/readEvents.ts';
import { readLines } from '../spool/readLines.ts';
import type { Spool } from '../spool/spool.ts';

/**
 * A log as a text editor shows it: no colours, and the host in front of each line when there are several.
 * @param most bytes of it; what is left out, the last line says
 */
export async function documentText(spool: Spool, most: number, signal: AbortSignal): Promise<Uint8Array> {
  const format = formatFor('', { plain: true, host: spool.streams.length > 1 });
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const events of readEvents(spool, signal)) {
    const piece = Buffer.from(formatEvents(events, format));
    if (length + piece.length > most) {
      const end = piece.lastIndexOf('\n', Math.max(0, most - length)) + 1;
      pieces.push(piece.subarray(0, end), Buffer.from(restNote(spool.bytes - length - end)));
      break;
    }
    length += piece.length;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** One line of a log, without its newline. */
export async function lineText(spool: Spool, line: number): Promise<Uint8Array> {
  const [read] = await readLines(spool, line, 1);
  return Buffer.from(plainLine(read?.text ?? ''));
}

function restNote(bytes: number): string {
  return `… about ${formatBytes(Math.max(0, bytes))} more: "SageMaker: Open Log Page" shows all of it.\n`;
}

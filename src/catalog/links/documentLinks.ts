import type { ResourceReference } from '../resource.ts';
import { referenceFromMember } from './memberNames.ts';
import { sameResource } from './sameResource.ts';
import { type Target, targetOf, targetsIn } from './target.ts';

/** A link of a document: which part of which line leads where. Lines and characters count from 0; `end` is exclusive. */
export interface DocumentLink {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly target: Target;
}

/** A line of a document that holds a text: `    "ModelName": "penguins",`. */
const textLine = /^( *)(?:"((?:[^"\\]|\\.)+)": )?"((?:[^"\\]|\\.)*)",?$/;

/**
 * The links in the text that `documentText` has made of a resource.
 * @param of the resource: names in it are of its account and region, and itself is no link
 */
export function documentLinks(text: string, of: ResourceReference): DocumentLink[] {
  const lines = text.split('\n');
  return lines.flatMap((content, line): DocumentLink[] => {
    const [, indent = '', member, value = ''] = textLine.exec(content) ?? [];
    if (value === '') return [];
    const at = content.lastIndexOf(`"${value}"`) + 1;
    const named =
      member === undefined
        ? undefined
        : referenceFromMember(member, value, of.arn, (name) => beside(lines, line, indent, name));
    const whole: Target | undefined = named ? { type: 'resource', reference: named } : wholeUri(value);
    const found = whole ? [{ start: 0, end: value.length, target: whole }] : targetsIn(value);
    return found
      .filter(({ target }) => target.type === 's3' || !sameResource(target.reference, of))
      .map(({ start, end, target }) => ({ line, start: at + start, end: at + end, target }));
  });
}

/** The link at a place of a document. */
export function linkAt(
  links: readonly DocumentLink[],
  line: number,
  character: number,
): DocumentLink | undefined {
  return links.find((link) => link.line === line && link.start <= character && character < link.end);
}

/** An S3 URI that is all of a member: then even blanks and brackets belong to the key. */
function wholeUri(value: string): Target | undefined {
  return value.startsWith('s3://') && !value.includes('\\') ? targetOf(value) : undefined;
}

/** The text of another member of the object that a line is in. Members of inner objects stand further in. */
function beside(lines: readonly string[], from: number, indent: string, member: string): string | undefined {
  const start = `${indent}"${member}": "`;
  for (const step of [-1, 1]) {
    for (let at = from; ; at += step) {
      const line = lines[at];
      if (!line?.startsWith(indent)) break;
      if (line.startsWith(start)) return textLine.exec(line)?.[3];
    }
  }
  return undefined;
}

import type { Child } from '../details.ts';
import { s3Child, s3Tail } from '../parts.ts';
import { kindTitle, knownKind } from './kindTitle.ts';
import { type Lineage, type Related, targetKey } from './related.ts';

/** A resource's lineage as rows of the tree: what it is related to, then what was not looked at. */
export function lineageChildren({ related, notes }: Lineage): Child[] {
  if (related.length === 0 && notes.length === 0) return [note('nothing', 'Nothing is known')];
  return [...related.flatMap(relatedChild), ...notes.map((text, index) => note(`note/${index}`, text))];
}

function relatedChild({ role, what, target }: Related): Child[] {
  const id = `lineage/${targetKey(target)}`;
  const description = `${role} · ${what}`;
  if (target.type === 's3') {
    const child = s3Child(id, s3Tail(target.uri, 1).replace(/^…\//, ''), target.uri);
    return child ? [{ ...child, description }] : [];
  }
  const { reference } = target;
  return [
    {
      id,
      label: reference.name === '' ? kindTitle(reference.kind) : reference.name,
      description,
      tooltip: reference.arn,
      icon: knownKind(reference.kind)?.icon ?? 'circle-outline',
      actions: ['describe'],
      open: 'describe',
      reference,
    },
  ];
}

function note(id: string, text: string): Child {
  return { id: `lineage/${id}`, label: text, tooltip: text, icon: 'info', actions: [] };
}

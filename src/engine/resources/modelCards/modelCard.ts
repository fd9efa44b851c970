import { validationError } from '../../http/awsError.ts';
import { number, text } from '../../json.ts';
import { conflict } from '../errors.ts';
import { type ResourceKind } from '../kind.ts';
import { given, nameFromArn } from '../members.ts';
import { checkedContent, searchable } from './content.ts';

/** Model cards; the record is the newest version. */
export const modelCard: ResourceKind = {
  name: 'ModelCard',
  exists: (record) => conflict(`Model card ${record.name} already exists.`),
  create(input) {
    const content = checkedContent(text(input, 'Content') ?? '');
    return { ...input, ...searchable(content), ModelCardVersion: 1 };
  },
  update({ document, name }, input) {
    const content = text(input, 'Content');
    const status = text(input, 'ModelCardStatus');
    if ((content === undefined) === (status === undefined)) {
      throw validationError('Exactly one of Content and ModelCardStatus can be updated in one call.');
    }
    if (content !== undefined && document['ModelCardStatus'] === 'Archived') {
      throw conflict(`Model card ${name} is Archived: its content can no longer be updated.`);
    }
    return {
      ...given(input, 'Content', 'ModelCardStatus'),
      ...(content === undefined ? {} : searchable(checkedContent(content))),
      ModelCardVersion: (number(document, 'ModelCardVersion') ?? 0) + 1,
    };
  },
};

/** The versions of model cards: each is a record of its own that never changes. */
export const modelCardVersion: ResourceKind = {
  name: 'ModelCardVersion',
  nameMember: 'ModelCardName',
  arnMember: 'ModelCardArn',
  statusMember: 'ModelCardStatus',
  listSort: 'Version',
  sorts: { Version: '$.ModelCardVersion' },
  filters: { ModelCardName: '', ModelCardStatus: '$.ModelCardStatus' },
  listed: ({ document }, input) =>
    text(document, 'ModelCardName') === nameFromArn(text(input, 'ModelCardName') ?? ''),
};

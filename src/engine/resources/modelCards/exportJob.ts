import { number, text } from '../../json.ts';
import { type Behaviour } from '../behaviour.ts';
import { conflict, resourceNotFound } from '../errors.ts';
import { type ResourceKind } from '../kind.ts';
import { nameFromArn } from '../members.ts';

/** Jobs that write a version of a model card to S3 as PDF; `behaviour` does it. */
export function modelCardExportJob(behaviour: Behaviour): ResourceKind {
  return {
    name: 'ModelCardExportJob',
    nameMember: 'ModelCardExportJobName',
    arnType: 'model-card',
    arnPath: (key) => key.replace('/', '/export-job/'),
    key: (input) =>
      `${nameFromArn(text(input, 'ModelCardName') ?? '')}/${text(input, 'ModelCardExportJobName') ?? ''}`,
    exists: (record) => conflict(`Model card export job ${record.arn} already exists.`),
    create(input, { find }) {
      const given = text(input, 'ModelCardName') ?? '';
      const card = find('ModelCard', nameFromArn(given));
      if (!card) throw resourceNotFound(`Model card ${given} does not exist.`);
      const version = number(input, 'ModelCardVersion') ?? number(card.document, 'ModelCardVersion') ?? 1;
      if (!find('ModelCardVersion', `${card.name}/${version}`)) {
        throw resourceNotFound(`Model card ${card.name} has no version ${version}.`);
      }
      return { ...input, ModelCardName: card.name, ModelCardVersion: version, Status: 'InProgress' };
    },
    filters: { ModelCardName: '' },
    listed: ({ document }, input) =>
      text(document, 'ModelCardName') === nameFromArn(text(input, 'ModelCardName') ?? ''),
    behaviour,
  };
}

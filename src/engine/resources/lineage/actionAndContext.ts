import { type ResourceKind } from '../kind.ts';
import { given } from '../members.ts';
import { namedAlready, noSuch } from '../experiments/experiment.ts';
import { lineageGroupArn } from './lineageGroup.ts';
import { replacedProperties } from './properties.ts';

/** Actions: what was done, such as an approval or a deployment. */
export const action: ResourceKind = {
  name: 'Action',
  exists: namedAlready('Action'),
  notFound: noSuch('Action'),
  create: (input) => ({ Status: 'Unknown', ...input }),
  update: ({ document }, input) => ({
    ...given(input, 'Description', 'Status'),
    ...replacedProperties(document, input),
  }),
  describe: (record) => ({ LineageGroupArn: lineageGroupArn(record) }),
  filters: { SourceUri: '$.Source.SourceUri' },
};

/** Contexts: what entities are put together under, such as an endpoint. */
export const context: ResourceKind = {
  name: 'Context',
  exists: namedAlready('Context'),
  notFound: noSuch('Context'),
  update: ({ document }, input) => ({
    ...given(input, 'Description'),
    ...replacedProperties(document, input),
  }),
  describe: (record) => ({ LineageGroupArn: lineageGroupArn(record) }),
  filters: { SourceUri: '$.Source.SourceUri' },
};

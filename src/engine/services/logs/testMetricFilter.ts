import { type JsonHandler } from '../../protocols/awsJson.ts';
import { compileMetricFilter } from './filterPattern/filterPattern.ts';
import { required } from './names.ts';
import { stringsOf } from './tags.ts';

/** TestMetricFilter: the messages that a pattern takes, by their places from 0, and what it names in them. */
export const testMetricFilter: JsonHandler = (input) => {
  const extract = compileMetricFilter(required(input, 'filterPattern'));
  return {
    matches: (stringsOf(input, 'logEventMessages') ?? []).flatMap((eventMessage, eventNumber) => {
      const extractedValues = extract(eventMessage);
      return extractedValues ? [{ eventNumber, eventMessage, extractedValues }] : [];
    }),
  };
};

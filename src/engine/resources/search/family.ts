import { type Family } from '../catalogue.ts';
import { searchHandler } from './search.ts';
import { suggestionsHandler } from './suggestions.ts';

/** Search over the resources of all families. */
export const searchFamily: Family = {
  name: 'Search',
  kinds: [],
  operations: (parts) => ({
    Search: searchHandler(parts),
    GetSearchSuggestions: suggestionsHandler(parts),
  }),
};

import type { Usage } from '../details.ts';

/** What instances are used for; prices differ by it. */
export type Use = Usage['use'];

/**
 * What one hour of one instance costs. `free`: on this machine. `by-request`: nothing by the hour. `unknown` is never taken
 * for zero.
 */
export type Rate =
  | { readonly kind: 'free' | 'by-request' | 'unknown' }
  | {
      readonly kind: 'known';
      /** US dollars, on demand: without savings plans, spot or discounts. */
      readonly usd: number;
      /** `live`: asked of the Price List API within a day. `snapshot`: from the list that comes with the extension. */
      readonly source: 'live' | 'snapshot';
    };

/** On-demand US dollars an hour of one instance type, by use; uses without a price are left out. */
export type UseRates = Readonly<Partial<Record<Use, number>>>;

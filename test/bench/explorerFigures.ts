/** What the in-host half of the tree's benchmark measures. */
export interface ExplorerFigures {
  /** Milliseconds, each from unfolding to a hundred rows. */
  readonly firstPages: readonly number[];
  /** Bytes of heap after each thousand resources. */
  readonly heap: readonly number[];
  /** Requests in one minute while the view is hidden. */
  readonly hiddenCalls: number;
  /** In half a minute with three of a thousand jobs running. */
  readonly running: { readonly listCalls: number; readonly mostAtOnce: number };
}

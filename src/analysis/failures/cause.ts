/** What a person can be led to: by a button of the notice, a link of the account. */
export type FixAction =
  | { readonly do: 'clone' | 'again' | 'log' }
  | { readonly do: 'open'; readonly title: string; readonly url: string }
  | { readonly do: 'copy'; readonly title: string; readonly text: string }
  | { readonly do: 'require'; readonly package: string }
  | { readonly do: 'setting'; readonly id: string };

/** A next step. Its texts may hold `{name}`s, see `filled`. */
export interface Fix {
  readonly text: string;
  readonly action?: FixAction;
}

/** Holds when all of its members do; expressions are matched without regard to case. */
export interface Condition {
  /** Of what the program raised, what led to it, and what SageMaker's reason quotes of it. */
  readonly error?: RegExp;
  /** Of SageMaker's reason. */
  readonly reason?: RegExp;
  /** Of one of the last lines. */
  readonly line?: RegExp;
  readonly exitCode?: readonly number[];
  /** `SecondaryStatus`, or the status of what has no such. */
  readonly status?: readonly string[];
}

/** A known reason for which jobs and endpoints fail. */
export interface Cause {
  readonly id: string;
  readonly severity: 'error' | 'warning';
  /** One of them is enough. */
  readonly when: readonly Condition[];
  /** Said by who started the process that failed: explains nothing that an error tells, and comes behind what does. */
  readonly ofLauncher: boolean;
  /** In a sentence. */
  readonly cause: string;
  readonly fixes: readonly Fix[];
  /** Where a person would mend it, when no frame says it: the first line that matches. `{script}` is the entry point. */
  readonly locate?: { readonly file: string; readonly line: string };
  /** Where its words are from: a public address, or "Python's own text". */
  readonly source: string;
}

/** The table of `media/data/failures.json`. */
export interface CauseTable {
  readonly causes: readonly Cause[];
  /** Names of packages by the module that is imported, where they differ. */
  readonly packages: ReadonlyMap<string, string>;
}

/**
 * A text with its `{name}`s and `{name|else}`s replaced; what is not known, and has no other word, stays away.
 */
export function filled(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(
    /\{(\w+)(?:\|([^}]*))?\}/g,
    (_, name: string, other?: string) => values.get(name) ?? other ?? '',
  );
}

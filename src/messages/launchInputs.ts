/** One argument of the script, or one that the person has added. */
export interface ArgumentRow {
  readonly name: string;
  readonly type: 'text' | 'int' | 'float' | 'bool';
  /** As typed; empty when the script's own default applies. */
  readonly value: string;
  /** The script's default as its source writes it. */
  readonly default: string | undefined;
  readonly choices: readonly string[];
  readonly help: string | undefined;
  readonly required: boolean;
  /** Why a hyperparameter cannot set it. */
  readonly unsettable: string | undefined;
  /** The argument group or command it stands in. */
  readonly group: string | undefined;
  /** The script declares it; what was added by hand can be removed. */
  readonly declared: boolean;
}

export interface ChannelRow {
  readonly name: string;
  /** A path on disk as the person sees it, or a URI. */
  readonly location: string;
  readonly kind: 'disk' | 's3' | 'fileSystem';
  /** `12 files, 3.4 MB`, `unchanged since the last launch`, or why it cannot be told. */
  readonly note: string;
  readonly inputMode: 'File' | 'Pipe' | 'FastFile';
  readonly distribution: 'FullyReplicated' | 'ShardedByS3Key';
}

/** What will be sent of the source folder. */
export interface BundleView {
  readonly folder: string;
  /** So far, while it is being counted; undefined before that. */
  readonly files: number | undefined;
  /** Before compression. */
  readonly bytes: number | undefined;
  /** It is still being counted. */
  readonly counting?: boolean;
  /** There is more than that: the count ended where no source code goes on. Such a folder is not sent. */
  readonly more?: boolean;
  readonly largest: readonly { readonly path: string; readonly bytes: number }[];
  /** What was left out and why, in words: `.venv (virtual environment, 1.2 GB)`. */
  readonly leftOut: readonly string[];
}

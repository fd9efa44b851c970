/** One line of a log as the page draws it. */
export interface LogRow {
  /** From 0, in the whole log. */
  readonly line: number;
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** Index into the state's hosts. */
  readonly host: number;
  /** As `logs/text/level.ts` has them, by index; 0 where the line says none. */
  readonly level: number;
  /** Nothing in it but text, tabs and colours (`ESC [ … m`). */
  readonly text: string;
  /** Of the whole line, where `text` is only its beginning. */
  readonly cutFrom: number | undefined;
  /** Parts of the text, colours not counted, that lead somewhere; `end` exclusive. */
  readonly links: readonly { readonly start: number; readonly end: number }[];
  /** A structured line as a person reads it, without colours; undefined where `text` is all there is. */
  readonly readable: Pick<LogRow, 'text' | 'links'> | undefined;
  /** The search finds something in it, as far as it has come. */
  readonly found: boolean;
}

/** What is searched for in lines. */
export interface LogSearch {
  readonly text: string;
  /** `text` is a regular expression as JavaScript has them. */
  readonly isRegex: boolean;
  readonly matchCase: boolean;
}

/** What of a log is shown. */
export interface LogLook {
  /** 0 shows all lines; else those of this level and graver ones. */
  readonly leastLevel: number;
  /** Only lines of this host, an index into the state's; undefined for all. */
  readonly host: number | undefined;
  readonly search: LogSearch | undefined;
  /** Only lines in which the search finds something. */
  readonly onlyFound: boolean;
}

/** What a page shows around its lines. */
export interface LogState {
  readonly title: string;
  /** Where: `this machine`. */
  readonly place: string;
  /** SageMaker's word for people: `In progress`; undefined until it is known. */
  readonly status: string | undefined;
  readonly following: 'reading' | 'following' | 'ended' | 'failed';
  /** What does not work, in words for people. */
  readonly trouble: string | undefined;
  readonly hosts: readonly string[];
  /** Of the whole log as far as it is read. */
  readonly lines: number;
  readonly bytes: number;
  /** Of its first line; undefined while there is none. */
  readonly firstTime: number | undefined;
  readonly look: LogLook;
  /** Another one whenever rows are not what they were; rows that come at the end leave it. */
  readonly generation: number;
  /** How many rows there are with this look. */
  readonly rows: number;
  /** Lines in which the search finds something, among those that the filter takes. */
  readonly found: number;
  /** Lines that search and filter have not seen yet. */
  readonly unseen: number;
  /** Why the search cannot be done. */
  readonly searchProblem: string | undefined;
  /** It is small enough for a text editor. */
  readonly fitsEditor: boolean;
}

/** A row that was asked for by what is in it. */
export interface LogPosition {
  readonly row: number;
  readonly line: number;
  /** From 1, among the lines that the search finds. */
  readonly ordinal: number;
}

/** How rows are copied. */
export interface CopyForm {
  /** Each line begins with its time, and with its host when there are several. */
  readonly withPrefix: boolean;
  /** Structured lines, too, as they were written; else as a person reads them. */
  readonly asWritten: boolean;
}

/** What a log page and its panel say to each other. */
export interface LogChannel {
  readonly requests: {
    readonly rows: {
      readonly input: { readonly from: number; readonly count: number; readonly generation: number };
      readonly answer: {
        readonly generation: number;
        readonly rows: readonly LogRow[];
        /** Search and filter have seen all lines: nothing in these rows will change. */
        readonly isFinal: boolean;
      };
    };
    readonly look: { readonly input: LogLook; readonly answer: undefined };
    /** The nearest line that the search finds, from a line on and around the end; undefined when there is none. */
    readonly find: {
      readonly input: { readonly line: number; readonly backwards: boolean };
      readonly answer: LogPosition | undefined;
    };
    /** The row of a line, or of the first line at a time (milliseconds since the epoch); the next where it is not shown. */
    readonly rowOf: {
      readonly input: { readonly line: number } | { readonly time: number };
      readonly answer: number;
    };
    /** Puts rows into the clipboard, the last one included; answers how many. */
    readonly copy: {
      readonly input: { readonly from: number; readonly to: number } & CopyForm;
      readonly answer: number;
    };
    readonly save: { readonly input: undefined; readonly answer: undefined };
    readonly openText: { readonly input: undefined; readonly answer: undefined };
    /** Follows a link of a line, by its index: of the line as it was written, or of how a person reads it. */
    readonly openLink: {
      readonly input: { readonly line: number; readonly link: number; readonly isReadable: boolean };
      readonly answer: undefined;
    };
    /** Opens a whole line, however long it is. */
    readonly openLine: { readonly input: { readonly line: number }; readonly answer: undefined };
  };
  readonly events: { readonly state: LogState };
}

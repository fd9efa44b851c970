import { words } from '../../../catalog/status.ts';
import type { AnswerOf, InputOf, RequestName } from '../../../messages/channel.ts';
import type { LogChannel, LogState } from '../../../messages/log.ts';
import { explain } from '../../../platform/explain.ts';
import { UserError } from '../../../platform/userError.ts';
import { HostNames } from '../../text/hostNames.ts';
import { largestDocument } from '../largestDocument.ts';
import { isoTime } from '../save/saveFormat.ts';
import type { Scanner } from '../scan/scanner.ts';
import { readLines } from '../spool/readLines.ts';
import { LogView } from '../view/logView.ts';
import type { RowLink } from '../view/rowLinks.ts';
import type { WholeLog } from '../wholeLog.ts';

/** More than this nobody wants in a clipboard. Characters. */
const mostCopied = 32 * 1024 * 1024;
/** A log that grows is told of no more often. Milliseconds. */
const stateEvery = 100;

/** What a page asks for that only the editor can do. */
export interface LogPageActs {
  save(): Promise<undefined>;
  openText(): Promise<undefined>;
  openLine(line: number): Promise<undefined>;
  openLink(target: RowLink['target']): Promise<undefined>;
  toClipboard(text: string): Promise<void>;
}

type Answers = {
  readonly [Name in RequestName<LogChannel>]: (
    input: InputOf<LogChannel, Name>,
  ) => Promise<AnswerOf<LogChannel, Name>>;
};

/** What one page shows of a whole log, and what it answers. */
export class LogPageSource implements Answers {
  readonly #log: WholeLog;
  readonly #view: LogView;
  readonly #acts: LogPageActs;
  readonly #names = new HostNames();
  readonly #listeners = new Set<() => void>();
  readonly #stopListening: () => void;
  #firstTime: number | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(log: WholeLog, scanner: Scanner, acts: LogPageActs) {
    this.#log = log;
    this.#acts = acts;
    this.#view = new LogView(log.spool, scanner, () => this.#changed());
    this.#stopListening = log.onDidChange(() => {
      this.#view.grow();
      this.#changed();
    });
    this.#changed();
  }

  get state(): LogState {
    const { spool, following, state, title, place } = this.#log;
    this.#names.know(spool.streams);
    return {
      title,
      place,
      status: state && words(state.status),
      following: following.kind,
      trouble: this.#trouble,
      hosts: spool.streams.map((stream) => this.#names.of(stream)),
      lines: spool.lines,
      bytes: spool.bytes,
      firstTime: this.#firstTime,
      look: this.#view.look,
      generation: this.#view.generation,
      rows: this.#view.rows,
      found: this.#view.found,
      unseen: this.#view.unseen,
      searchProblem: this.#view.problem,
      fitsEditor: spool.bytes <= largestDocument,
    };
  }

  /** Hears when there is another state, not for every line. @returns what ends the listening */
  onDidChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#listeners.clear();
    this.#stopListening();
    this.#view.dispose();
  }

  readonly rows: Answers['rows'] = async ({ from, count }) => {
    const { generation, unseen } = this.#view;
    return { generation, rows: await this.#view.read(from, count), isFinal: unseen <= 0 };
  };

  readonly look: Answers['look'] = async (look) => {
    this.#view.setLook(look);
    return undefined;
  };

  readonly find: Answers['find'] = ({ line, backwards }) => this.#view.find(line, backwards);

  readonly rowOf: Answers['rowOf'] = (place) => this.#view.rowOf(place);

  readonly copy: Answers['copy'] = async ({ from, to, ...form }) => {
    let text = '';
    for await (const piece of this.#view.text(from, to, form)) {
      text += piece;
      if (text.length > mostCopied)
        throw new UserError('invalid-input', 'This is too much for the clipboard.', {
          advice: 'Save the log instead.',
        });
    }
    await this.#acts.toClipboard(text);
    return to + 1 - from;
  };

  readonly save: Answers['save'] = () => this.#acts.save();
  readonly openText: Answers['openText'] = () => this.#acts.openText();
  readonly openLink: Answers['openLink'] = async ({ line, link, isReadable }) => {
    const found = await this.#view.link(line, link, isReadable);
    return found && this.#acts.openLink(found.target);
  };
  readonly openLine: Answers['openLine'] = ({ line }) => this.#acts.openLine(line);

  get #trouble(): string | undefined {
    const { following, trouble, note, state, spool } = this.#log;
    if (following.kind === 'failed') return `Reading has stopped: ${explain(following.error).message}`;
    if (trouble !== undefined) return `${trouble} Trying again.`;
    if (note !== undefined) return note;
    const waiting = state?.waiting;
    if (spool.lines > 0 || waiting === undefined) return undefined;
    const since = waiting.since === undefined ? '' : `, since ${isoTime(waiting.since).slice(11, 19)} UTC`;
    return `Pending: ${waiting.what}${since}`;
  }

  #changed(): void {
    this.#timer ??= setTimeout(() => void this.#tell(), stateEvery);
  }

  async #tell(): Promise<void> {
    if (this.#firstTime === undefined && this.#log.spool.lines > 0) {
      // A spool that is being taken away has no first line any more.
      const [first] = await readLines(this.#log.spool, 0, 1, 1).catch(() => []);
      this.#firstTime = first?.time;
    }
    this.#timer = undefined;
    for (const listener of this.#listeners) listener();
  }
}

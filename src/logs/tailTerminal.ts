import * as vscode from 'vscode';
import { kindOf } from '../catalog/catalog.ts';
import type { Connection } from '../connection/connection.ts';
import { settings } from '../manifest/settings.ts';
import { readSetting } from '../platform/settings.ts';
import type { ProgressFeed } from './progress/progressWatch.ts';
import { openReading, runTail, type TailEnd, type TailReading } from './tail.ts';
import { readKeys, type TailKey } from './tailKeys.ts';
import type { TailTarget } from './tailTarget.ts';
import { TailWriter } from './tailWriter.ts';
import type { Rates } from '../catalog/prices/cost.ts';

export interface TailTerminalOptions {
  /** A key was pressed that this terminal does not see to itself. */
  onKey(key: TailKey): void;
  /** It is followed no longer, or again. */
  onChange(): void;
  /** Who reads along how far it is. */
  feed(): ProgressFeed | undefined;
  readonly rates: Rates;
}

/** CloudWatch keeps a token for 24 hours: a tail that was stopped for longer is read again by time. Milliseconds. */
const tokensLast = 23 * 3_600_000;

/** A tail in a terminal: it stays readable after the end, can be gone on with, and closing it ends the tail. */
export class TailTerminal implements vscode.Disposable {
  readonly target: TailTarget;
  readonly terminal: vscode.Terminal;
  readonly writer: TailWriter;
  readonly #connection: Connection;
  readonly #options: TailTerminalOptions;
  readonly #output = new vscode.EventEmitter<string>();
  readonly #name = new vscode.EventEmitter<string>();
  /** Of the run that is on, or that begins once the terminal is there. */
  #controller: AbortController | undefined;
  #ended: Promise<TailEnd>;
  #over = false;
  #reading: TailReading;
  #stoppedAt = 0;

  constructor(connection: Connection, target: TailTarget, options: TailTerminalOptions) {
    this.target = target;
    this.#connection = connection;
    this.#options = options;
    this.writer = new TailWriter({
      write: (text) => this.#output.fire(text),
      now: () => Date.now(),
      interactive: true,
      scrollback: scrollback(),
      timestamps: readSetting(settings.logsTimestamps),
    });
    const opened = Promise.withResolvers<undefined>();
    const controller = this.#begin();
    this.#reading = this.#read(target);
    this.#ended = opened.promise.then(() => this.#run(controller));
    this.terminal = vscode.window.createTerminal({
      name: nameOf(target),
      iconPath: new vscode.ThemeIcon(kindOf(target.kind).id === 'endpoint' ? 'radio-tower' : 'output'),
      // A reload cannot bring a tail back; the command opens it again, from the beginning.
      isTransient: true,
      pty: {
        onDidWrite: this.#output.event,
        onDidChangeName: this.#name.event,
        open: (size: vscode.TerminalDimensions | undefined) => {
          if (size) this.writer.view.resize(size.columns, size.rows);
          opened.resolve(undefined);
        },
        setDimensions: ({ columns, rows }: vscode.TerminalDimensions) =>
          this.writer.view.resize(columns, rows),
        close: () => {
          this.#close();
          // One that is closed before it was ever shown ends, too.
          opened.resolve(undefined);
        },
        handleInput: (data: string) => this.#typed(data),
      },
    });
  }

  /** Settles when the tail is over, or is stopped; once it is gone on with, when that is over. Never rejects. */
  get ended(): Promise<TailEnd> {
    return this.#ended;
  }

  /** Whether lines that come are shown. */
  get following(): boolean {
    return this.#controller !== undefined;
  }

  /** What is followed has ended: there is nothing to go on with. */
  get over(): boolean {
    return this.#over;
  }

  /** Names the terminal with how far its job is: `penguins-… · 45 %`. */
  nameWith(progress: string | undefined): void {
    this.#name.fire([nameOf(this.target), progress].filter(Boolean).join(' · '));
  }

  /** No line is shown any more; what is followed goes on. */
  stop(): void {
    this.#controller?.abort();
  }

  /** Follows again from where it was stopped. @returns how it ends; undefined where there is nothing to go on with */
  async resume(): Promise<TailEnd | undefined> {
    if (this.following || this.#over) return undefined;
    if (Date.now() - this.#stoppedAt > tokensLast) {
      const time = this.writer.resume();
      this.#reading = this.#read(time === undefined ? this.target : { ...this.target, from: { time } });
    }
    this.#ended = this.#run(this.#begin());
    return this.#ended;
  }

  dispose(): void {
    this.stop();
    this.writer.view.dispose();
    this.terminal.dispose();
    this.#output.dispose();
    this.#name.dispose();
  }

  #begin(): AbortController {
    this.#controller = new AbortController();
    return this.#controller;
  }

  #read(target: TailTarget): TailReading {
    const live = () => !this.#connection.billed || readSetting(settings.logsLiveTail);
    return openReading(this.#connection, target, { live });
  }

  async #run(controller: AbortController): Promise<TailEnd> {
    this.#options.onChange();
    const end = await runTail(this.#connection, this.target, this.writer, controller.signal, {
      reading: this.#reading,
      progress: this.#options.feed(),
      rates: this.#options.rates,
    });
    this.nameWith(undefined);
    this.#controller = undefined;
    this.#stoppedAt = Date.now();
    this.#over = end.state !== undefined;
    this.writer.pause();
    if (!this.#over)
      this.writer.remark(controller.signal.aborted ? 'Press r to resume.' : 'Press r to try again.');
    this.#options.onChange();
    return end;
  }

  #close(): void {
    this.stop();
    this.writer.view.dispose();
  }

  #typed(data: string): void {
    const { answers, keys } = readKeys(data);
    for (let i = 0; i < answers; i++) this.writer.view.answered();
    for (const key of keys) {
      if (key === 'stop') this.stop();
      else this.#options.onKey(key);
    }
  }
}

/** `job`, `endpoint · variant`, `job · algo-2`. */
function nameOf({ name, variant, step, host }: TailTarget): string {
  return [name, variant, step, host].filter(Boolean).join(' · ');
}

/** How many lines VS Code keeps of a terminal. */
function scrollback(): number {
  const lines = vscode.workspace.getConfiguration('terminal.integrated').get<unknown>('scrollback');
  return typeof lines === 'number' && lines > 0 ? lines : 1000;
}

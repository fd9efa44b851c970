import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../../src/connection/connection.ts';
import type { ConnectionService } from '../../../../src/connection/connectionService.ts';
import type { ConnectionState } from '../../../../src/connection/connectionState.ts';
import { type Place, profilePlace, thisMachine } from '../../../../src/connection/place.ts';
import { LaunchedJobs } from '../../../../src/logs/failures/launchedJobs.ts';
import type { SubjectState } from '../../../../src/logs/follow/subject.ts';
import type { TailTarget } from '../../../../src/logs/tailTarget.ts';
import { Disposables } from '../../../../src/platform/disposables.ts';
import { KeptJobs } from '../../../../src/platform/keptJobs.ts';
import type { Log } from '../../../../src/platform/log.ts';

type Listener<T> = (event: T) => void;
const failed: SubjectState = { status: 'Failed', arn: '', end: { outcome: 'failed', at: 0, facts: [] } };
const here = 'this-machine';
const nothing = new Disposables();

/** A window on a workspace whose state others have, too; what it would say, and what it asks for. */
class Window {
  readonly said: string[] = [];
  readonly asked: string[] = [];
  readonly jobs: LaunchedJobs;
  readonly kept: KeptJobs;
  place: Place = thisMachine;
  followed = false;
  #connected: Listener<ConnectionState> = () => undefined;
  #changed: Listener<string> = () => undefined;
  readonly #watched = new Set<string>();

  /** @param states how jobs are, by name; none for those that there are no more */
  constructor(store: Map<string, unknown>, states: ReadonlyMap<string, SubjectState>) {
    const memento = {
      get: <T>(key: string) => store.get(key) as T | undefined,
      update: (key: string, value: unknown) => Promise.resolve(void store.set(key, value)),
    };
    this.kept = new KeptJobs(memento, 'launched');
    const place = () => this.place;
    const isFollowed = () => this.followed;
    const endOf = (name: string) => (this.asked.includes(name) ? states.get(name) : undefined);
    this.jobs = new LaunchedJobs({
      kept: this.kept,
      log: { debug: () => undefined, error: () => undefined } as unknown as Log,
      connections: {
        get place() {
          return place();
        },
        connect: () => Promise.resolve(this.connection),
        onDidChange: (listener: Listener<ConnectionState>) => {
          this.#connected = listener;
          return nothing;
        },
      } as unknown as ConnectionService,
      progress: {
        onDidChange: (listener: Listener<string>) => {
          this.#changed = listener;
          return nothing;
        },
        watch: ({ name }: TailTarget) => {
          this.#watched.add(name);
          return {
            progress: undefined,
            get ended() {
              return endOf(name);
            },
            get followed() {
              return isFollowed();
            },
            ask: () => this.ask(name, states),
            end: () => this.#watched.delete(name),
          };
        },
      },
      ended: async ({ key }, { name }) => {
        await this.kept.drop(key, name);
        this.said.push(name);
      },
    });
  }

  get connection(): Connection {
    const key = this.place.kind === 'this-machine' ? here : 'profile/dev/eu-west-1';
    return { key, billed: false, place: this.place } as Connection;
  }

  get watched(): readonly string[] {
    return [...this.#watched];
  }

  ask(name: string, states: ReadonlyMap<string, SubjectState>): Promise<void> {
    this.asked.push(name);
    return states.has(name)
      ? Promise.resolve()
      : Promise.reject(Object.assign(new Error('no such job'), { name: 'ResourceNotFound' }));
  }

  connect(place: Place = this.place): Promise<void> {
    this.place = place;
    this.#connected({ kind: 'connected' });
    return settle();
  }

  change(name: string): Promise<void> {
    if (!this.asked.includes(name)) this.asked.push(name);
    this.#changed(name);
    return settle();
  }
}

const settle = () => new Promise<void>((wake) => setTimeout(wake, 20));

describe('jobs that were launched from here', () => {
  it('are told once by the next window: of two that look at once by one, and not again; what is gone is forgotten', async () => {
    const store = new Map<string, unknown>();
    const states = new Map([['failed-1', failed]]);
    const before = new Window(store, states);
    before.jobs.launched(before.connection, 'failed-1');
    before.jobs.launched(before.connection, 'gone-1');
    before.jobs.dispose();
    await settle();
    const [one, two] = [new Window(store, states), new Window(store, states)];
    await Promise.all([one.connect(), two.connect()]);
    expect([...one.said, ...two.said]).toEqual(['failed-1']);
    expect(one.kept.of(here)).toEqual([]);
    const next = new Window(store, states);
    await next.connect();
    expect([next.said, next.asked, next.watched]).toEqual([[], [], []]);
  });

  it('are asked for on their own connection only, and while they run', async () => {
    const states = new Map<string, SubjectState>([['running-1', { status: 'InProgress', arn: '' }]]);
    const window = new Window(new Map<string, unknown>(), states);
    window.jobs.launched(window.connection, 'running-1');
    await window.connect(profilePlace('dev', 'eu-west-1'));
    expect([window.asked, window.watched]).toEqual([[], []]);
    await window.connect(thisMachine);
    expect([window.asked, window.watched]).toEqual([['running-1'], ['running-1']]);
    states.set('running-1', failed);
    await window.change('running-1');
    expect([window.said, window.watched]).toEqual([['running-1'], []]);
  });

  it('are left to the tail that follows them, until it is closed', async () => {
    const window = new Window(new Map<string, unknown>(), new Map([['followed-1', failed]]));
    window.followed = true;
    window.jobs.launched(window.connection, 'followed-1');
    await window.change('followed-1');
    expect(window.said).toEqual([]);
    window.followed = false;
    await window.change('followed-1');
    expect(window.said).toEqual(['followed-1']);
  });
});

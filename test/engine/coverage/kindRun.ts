import { differences } from './differences.ts';
import { isMembers, type Members } from './inputs.ts';
import { type KindProof } from './kindProof.ts';
import { proveList } from './listProof.ts';
import {
  inputMembers,
  operationNames,
  outputMembers,
  requiredInput,
  requiredOutput,
  structureMembers,
} from './operations.ts';
import { runSpecial } from './proof.ts';
import { type Scene, textIn } from './scene.ts';
import { proveTags } from './tagProof.ts';

const MOVING = /(?:ing|Pending|In_?Progress)$/i;
const STILL = /^(?:Running|Executing|Processing)$/i;

/** The status of a resource, by whatever of AWS's names: `NotebookInstanceStatus`, `TrackingServerStatus`, `Status`. */
function statusOf(kind: string, description: Members): string {
  const own = Object.keys(description).find(
    (member) => /.Status$/.test(member) && kind.endsWith(member.slice(0, -'Status'.length)),
  );
  return textIn(description, own ?? 'Status');
}

/** Proves what a kind's declaration brings: Create, Describe, List, Update, Start, Stop, Delete and tags. */
export class KindRun {
  readonly #proof: KindProof;
  readonly #scene: Scene;
  #shared: Members = {};

  constructor(proof: KindProof, scene: Scene) {
    this.#proof = proof;
    this.#scene = scene;
  }

  get #list(): string {
    return `List${this.#proof.plural ?? `${this.#proof.kind}s`}`;
  }

  /** The members that an operation of the kind names a resource by, with more. */
  #named(operation: string, known: Members, more: Members = {}): Members {
    const names = { ...known, ...this.#proof.as?.(known) };
    const identity = new Set([...requiredInput(operation), ...Object.keys(this.#proof.as?.(known) ?? {})]);
    const taken = inputMembers(operation).filter(
      (member) => identity.has(member) && names[member] !== undefined,
    );
    return { ...Object.fromEntries(taken.map((member) => [member, names[member]])), ...more };
  }

  async #describe(known: Members): Promise<Members> {
    const { kind, within } = this.#proof;
    const found = await this.#scene.send(`Describe${kind}`, this.#named(`Describe${kind}`, known));
    const inner = within === undefined ? found : found[within];
    return isMembers(inner) ? inner : {};
  }

  /** The members that Describe shows. */
  get #shown(): readonly string[] {
    const { kind, within } = this.#proof;
    return within === undefined ? outputMembers(`Describe${kind}`) : structureMembers(within);
  }

  async #settled(known: Members): Promise<Members> {
    const { kind } = this.#proof;
    const { runs } = this.#proof;
    const moving = (status: string): boolean => MOVING.test(status) && !STILL.test(status) && status !== runs;
    return this.#scene.until(
      'settled',
      () => this.#describe(known),
      (found) => !moving(statusOf(kind, found)),
    );
  }

  /** Create works when Describe shows what was created: each is proven with the other. */
  async #proveCreate(): Promise<{ first: Members; second: Members; description: Members } | undefined> {
    const { kind } = this.#proof;
    return this.#scene.prove(`Create${kind}`, async () => {
      this.#shared = (await this.#proof.shared?.(this.#scene)) ?? {};
      const [first, second] = [await this.#create(), await this.#create()];
      const description = await this.#scene.step(`Describe${kind}`, () => this.#proveDescribe(first, second));
      return { first, second, description };
    });
  }

  async #create(): Promise<Members> {
    const operation = `Create${this.#proof.kind}`;
    const given = { ...this.#shared, ...(await this.#proof.given(this.#scene, this.#shared)) };
    const tags = inputMembers(operation).includes('Tags') && !Object.hasOwn(given, 'Tags');
    const Tags = [{ Key: 'proof', Value: this.#scene.random.slug() }];
    const request = this.#scene.request(operation, { ...given, ...(tags ? { Tags } : {}) });
    const answer = await this.#scene.sendExactly(operation, request);
    return { ...request, ...answer };
  }

  async run(): Promise<void> {
    const { kind, stop, also } = this.#proof;
    const scene = this.#scene;
    const own = [
      `Create${kind}`,
      `Describe${kind}`,
      this.#list,
      `Update${kind}`,
      `Start${kind}`,
      `Stop${kind}`,
      `Delete${kind}`,
    ];
    const both = await this.#proveCreate();
    if (!both) {
      const rest = [...own.slice(2), ...(also?.proves ?? [])].filter((name) => operationNames.includes(name));
      for (const operation of rest) scene.ledger.fail(operation, `Create${kind} does not work`);
      return;
    }
    if (stop?.early) await this.#proveStop();
    const { first, second, description } = both;
    await scene.prove(this.#list, async () => {
      const shown = [await this.#settled(first), await this.#settled(second)].map((found, index) => ({
        ...(index === 0 ? first : second),
        ...found,
      }));
      await proveList(scene, this.#list, this.#proof, shown);
    });
    const known = { ...first, ...description };
    await proveTags(scene, `Create${kind}`, known);
    if (also) await runSpecial({ proves: also.proves, run: () => also.run(known, scene) }, scene);
    if (!this.#proof.updateStopped) await this.#proveUpdate(known);
    if (stop?.apart) await this.#proveStop();
    else if (stop && !stop.early) await this.#proveStop(known);
    if (this.#proof.updateStopped) await this.#proveUpdate(known);
    if (this.#proof.start) await this.#proveStart(known);
    await this.#proveDelete(known, second);
  }

  async #proveDescribe(first: Members, second: Members): Promise<Members> {
    const { kind, hides = [] } = this.#proof;
    const shown = new Set(this.#shown.filter((member) => !hides.includes(member)));
    const visible = (known: Members): Members =>
      Object.fromEntries(Object.entries(known).filter(([member]) => shown.has(member)));
    this.#scene.same(visible(second), await this.#describe(second));
    this.#scene.same(visible(first), await this.#describe(first));
    const settled = await this.#settled(first);
    // AWS's model requires NextToken of some, which only a further page has.
    const required = this.#proof.within === undefined ? requiredOutput(`Describe${kind}`) : [];
    const none = required.filter(
      (member) => member !== 'NextToken' && !hides.includes(member) && settled[member] === undefined,
    );
    this.#scene.check(none.length === 0, `Describe${kind} does not answer ${none.join(', ')}`);
    return settled;
  }

  async #proveUpdate(known: Members): Promise<void> {
    const { kind, update, updateHides = [] } = this.#proof;
    if (!update) return;
    const operation = `Update${kind}`;
    await this.#scene.prove(operation, async () => {
      const before = await this.#settled(known);
      const change = await update({ ...known, ...before }, this.#scene);
      const request = this.#scene.request(operation, this.#named(operation, { ...known, ...before }, change));
      await this.#scene.sendExactly(operation, request);
      const shown = this.#shown.filter((member) => !updateHides.includes(member));
      const visible = Object.fromEntries(
        shown.filter((m) => Object.hasOwn(change, m)).map((m) => [m, request[m]]),
      );
      this.#scene.check(
        updateHides.length > 0 || differences(visible, before).length > 0,
        'The proof changes nothing.',
      );
      this.#scene.same(visible, await this.#settled(known));
    });
  }

  /** @param resource what to stop; a new one, when it is to be stopped early or apart */
  async #proveStop(resource?: Members): Promise<void> {
    const { kind, stop } = this.#proof;
    await this.#scene.prove(`Stop${kind}`, async () => {
      const known = resource ?? (await this.#create());
      if (stop?.apart) await this.#settled(known);
      await this.#scene.send(`Stop${kind}`, this.#named(`Stop${kind}`, known, this.#proof.stopGiven));
      await this.#scene.until(
        stop?.to ?? '',
        () => this.#describe(known),
        (found) => statusOf(kind, found) === stop?.to,
      );
    });
  }

  async #proveStart(known: Members): Promise<void> {
    const { kind, start } = this.#proof;
    await this.#scene.prove(`Start${kind}`, async () => {
      const before = statusOf(kind, await this.#describe(known));
      this.#scene.check(before !== start?.to, `It is ${before} before Start.`);
      await this.#scene.send(`Start${kind}`, this.#named(`Start${kind}`, known));
      await this.#scene.until(
        start?.to ?? '',
        () => this.#describe(known),
        (found) => statusOf(kind, found) === start?.to,
      );
    });
  }

  async #proveDelete(known: Members, other: Members): Promise<void> {
    const { kind, beforeDelete, deletedStatus } = this.#proof;
    const operation = `Delete${kind}`;
    if (!operationNames.includes(operation)) return;
    await this.#scene.prove(operation, async () => {
      await beforeDelete?.(known, this.#scene);
      await this.#settled(known);
      await this.#scene.send(operation, this.#named(operation, known));
      await this.#scene.until(
        'deleted',
        () => this.#gone(known),
        ({ gone }) => gone === true || gone === deletedStatus,
      );
      // Its neighbour is still there: what was deleted is what was named.
      await this.#describe(other);
      await beforeDelete?.(other, this.#scene);
      await this.#settled(other);
      await this.#scene.send(operation, this.#named(operation, other));
    });
  }

  async #gone(known: Members): Promise<Members> {
    const operation = `Describe${this.#proof.kind}`;
    try {
      const found = await this.#scene.send(operation, this.#named(operation, known));
      return { gone: statusOf(this.#proof.kind, found) };
    } catch (error) {
      const right = ['ResourceNotFound', 'ValidationException', 'ResourceNotFoundException'];
      if (error instanceof Error && right.includes(error.name)) return { gone: true };
      throw error;
    }
  }
}

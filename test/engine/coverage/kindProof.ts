import { type Members } from './inputs.ts';
import { type Scene } from './scene.ts';

/** What the generic proof must be told of a kind of resource. */
export interface KindProof {
  readonly kind: string;
  readonly plural?: string;
  /** Create's members that are not to be made up; called for each resource that is created. */
  readonly given: (scene: Scene, shared: Members) => Members | Promise<Members>;
  /** Members that all resources of one run have in common: the domain that they are in. */
  readonly shared?: (scene: Scene) => Promise<Members>;
  /** Members that List is to be asked with, for kinds that it does not list without. */
  readonly listWith?: (known: Members) => Members;
  /** Members that operations call otherwise than Create and its answer: `ModelPackageName` is the ARN. */
  readonly as?: (known: Members) => Members;
  /** Members that Describe shows otherwise than Create was given them. */
  readonly hides?: readonly string[];
  /** What Update is to change. */
  readonly update?: (known: Members, scene: Scene) => Members | Promise<Members>;
  /** Update's members that Describe shows otherwise. */
  readonly updateHides?: readonly string[];
  /** The status that Stop leads to; `early`: before a job ends by itself; `apart`: with a resource of its own. */
  readonly stop?: { readonly to: string; readonly early?: boolean; readonly apart?: boolean };
  /** The status that lasts until the resource is stopped. */
  readonly runs?: string;
  /** The status that Start leads to. */
  readonly start?: { readonly to: string };
  /** List's filters that its members do not tell: a value that finds, and one that does not. */
  readonly filters?: (
    known: Members,
    scene: Scene,
  ) => Readonly<Record<string, readonly [finds: unknown, misses: unknown]>>;
  /** List's filters that a special proof covers. */
  readonly filtersElsewhere?: readonly string[];
  /** Members that a summary says otherwise than Describe. */
  readonly summaryHides?: readonly string[];
  /** The member of a row that tells it from others, where it is not the ARN. */
  readonly rowId?: string;
  /** The member of Describe's answer that holds the resource: `Workteam`. */
  readonly within?: string;
  /** Update is allowed only when the resource is stopped: Stop is proven before it. */
  readonly updateStopped?: boolean;
  /** Stop's members that are not names. */
  readonly stopGiven?: Members;
  /** What must go, or be stopped, before Delete is allowed. */
  readonly beforeDelete?: (known: Members, scene: Scene) => Promise<unknown>;
  /** The status that Describe still answers with after Delete, for kinds that leave a trace. */
  readonly deletedStatus?: string;
  /** What else is proven with a resource of the kind that has settled. */
  readonly also?: {
    readonly proves: readonly string[];
    readonly run: (known: Members, scene: Scene) => Promise<void>;
  };
}

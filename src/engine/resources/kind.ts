import { type AwsError } from '../http/awsError.ts';
import { type JsonObject } from '../json.ts';
import { type Behaviour } from './behaviour.ts';
import { type ResourceRecord } from './record.ts';

/** What a declaration may ask while it checks a request. */
export interface KindContext {
  readonly region: string;
  readonly accountId: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The engine's own URL, `http://127.0.0.1:<port>`. */
  readonly endpoint: string;
  /** What tells the resource from others of its kind and region: its name, or `domain/profile` for one below another. */
  readonly key: string;
  /** The ARN that the resource has, or will have. */
  readonly arn: string;
  /** Another resource of the same region by kind and key. */
  readonly find: (kind: string, key: string) => ResourceRecord | undefined;
  /** All resources of a kind in the same region, oldest first, read as asked for. */
  readonly all: (kind: string) => Iterable<ResourceRecord>;
  readonly byArn: (arn: string) => ResourceRecord | undefined;
}

/** A status that another follows by itself. */
export interface Settling {
  readonly to: string;
  /** Milliseconds; the engine's `--status-delay` scales them. */
  readonly afterMs: number;
  /** Members that change with the status, for instance a `FailureReason`; `now` in milliseconds. */
  readonly change?: (record: ResourceRecord, now: number) => JsonObject;
}

/**
 * One of SageMaker's kinds of resource, as data over the generic operations of `operations.ts`. Shapes and required
 * members come from the SDK's schemas, and so do the members' names where they follow AWS's habits (`resolve.ts`);
 * here stands only what the schemas do not say.
 */
export interface ResourceKind {
  /** As in the operations' names: `TrainingJob` → `CreateTrainingJob`, `DescribeTrainingJob` … */
  readonly name: string;
  /** As in the list operation, where an `s` does not do. */
  readonly plural?: string;
  /** In words, for messages: `training job`. Default: from the name. */
  readonly label?: string;
  /** The resource part of its ARN: `training-job`. Default: from the name. */
  readonly arnType?: string;
  /** Default: `<Name>Name`, `Name`, or what Create calls it. */
  readonly nameMember?: string;
  /** Default: the member of Create's answer, or Describe's, that ends with `Arn`. */
  readonly arnMember?: string;
  /** Default: `<Name>Status`, or `Status`, of Describe's answer; `undefined` where there is none. */
  readonly statusMember?: string;
  /** What the status is after Create; needed where there is a status and `create` does not set it. */
  readonly initialStatus?: string;
  /** The order that List has when the request does not say; default `Descending`. */
  readonly listOrder?: 'Ascending' | 'Descending';
  /** What List sorts by when the request does not say; default `CreationTime`. */
  readonly listSort?: string;
  /** `SortBy` values that are neither name, times nor status → path in the document. */
  readonly sorts?: Readonly<Record<string, string>>;
  /** The key of a resource from a request that names it (Create, Describe, Delete …). Default: the name member. */
  readonly key?: (input: JsonObject, context: Omit<KindContext, 'key' | 'arn'>) => string;
  /** The key of a new resource where it is not what Create names: a generated id, the next version. */
  readonly newKey?: (input: JsonObject, context: Omit<KindContext, 'key' | 'arn'>) => string;
  /** What follows `<arnType>/` in the ARN. Default: the key. */
  readonly arnPath?: (key: string, input: JsonObject) => string;
  /** Where the name is taken. Default: `ResourceInUse`. */
  readonly exists?: (record: ResourceRecord) => AwsError;
  /** Default: `ResourceNotFound`. */
  readonly notFound?: (key: string, arn: string) => AwsError;
  /** The first document, from the request without its tags. Default: the request. @throws AwsError when it is refused. */
  readonly create?: (input: JsonObject, context: KindContext) => JsonObject;
  /** What Update changes; `true`: the members it gives replace those there are. @throws AwsError when it is not allowed now. */
  readonly update?: true | ((record: ResourceRecord, input: JsonObject, context: KindContext) => JsonObject);
  /** What Start changes at once. @throws AwsError when it is not allowed now. */
  readonly start?: (record: ResourceRecord, context: KindContext) => JsonObject;
  /** What Stop changes at once. @throws AwsError when it is not allowed now. */
  readonly stop?: (record: ResourceRecord, context: KindContext) => JsonObject;
  /** What Delete changes while it is under way. @throws AwsError when it is not allowed now. */
  readonly delete?: (record: ResourceRecord, input: JsonObject, context: KindContext) => JsonObject;
  /** How long a resource stays in the status that `delete` sets; milliseconds, default 0. */
  readonly deletingMs?: number;
  /** For how long one that was deleted is still there, in status `Deleted`; milliseconds. Its name is free meanwhile. */
  readonly keepsDeletedMs?: number;
  /** Members that Describe (and List) answer beyond the document. */
  readonly describe?: (record: ResourceRecord, context: KindContext) => JsonObject;
  /** Statuses that move by themselves, by the status they leave. */
  readonly settles?: Readonly<Record<string, Settling>>;
  /** List's own filters: request member → path in the document (`$.Source.SourceUri`), where the names do not say it. */
  readonly filters?: Readonly<Record<string, string>>;
  /** Whether a record is in a list, for what no path can say. */
  readonly listed?: (record: ResourceRecord, input: JsonObject, context: KindContext) => boolean;
  readonly behaviour?: Behaviour;
}

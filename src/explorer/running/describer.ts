import type { Details, Usage } from '../../catalog/details.ts';
import type { ResourceKind, SageMaker } from '../../catalog/kind.ts';
import type { Resource } from '../../catalog/resource.ts';
import { runningSince } from '../../catalog/running/since.ts';

/** What only Describe tells about something that runs. */
export interface Described {
  /** Undefined where its kind does not say how it is billed. */
  readonly usage: readonly Usage[] | undefined;
  readonly since: Date | undefined;
  /** Of an endpoint. */
  readonly variants: readonly string[];
}

/** Asks Describe once for each resource and again only when it has changed; forgets what no longer runs. */
export class Describer {
  readonly #known = new Map<string, { readonly stamp: string; readonly described: Described }>();

  /** @throws what Describe answers; nothing is kept of that. */
  async describe(
    from: SageMaker,
    kind: ResourceKind,
    resource: Resource,
    signal: AbortSignal,
  ): Promise<Described> {
    const stamp = stampOf(resource);
    const known = this.#known.get(resource.arn);
    if (known?.stamp === stamp) return known.described;
    const details = await kind.describe(from, resource, signal);
    const described = {
      usage: details.usage,
      since: runningSince(details),
      variants: kind.id === 'endpoint' ? variantNames(details) : [],
    };
    this.#known.set(resource.arn, { stamp, described });
    return described;
  }

  /** Keeps only these. */
  retain(arns: ReadonlySet<string>): void {
    for (const arn of this.#known.keys()) if (!arns.has(arn)) this.#known.delete(arn);
  }
}

function stampOf({ status, step, modifiedAt }: Resource): string {
  return JSON.stringify([status, step, modifiedAt?.getTime()]);
}

/** The names under which CloudWatch counts an endpoint's invocations. */
function variantNames({ document }: Details): string[] {
  const { ProductionVariants: variants } = document as { readonly ProductionVariants?: unknown };
  if (!Array.isArray(variants)) return [];
  return variants.flatMap((variant: { readonly VariantName?: unknown }) =>
    typeof variant.VariantName === 'string' ? [variant.VariantName] : [],
  );
}

import { type KindProof } from './kindProof.ts';
import { type Scene } from './scene.ts';

/** A proof of operations that no kind's generic proof covers. */
export interface SpecialProof {
  /** The operations that {@link run} proves; those that it does not come to have failed. */
  readonly proves: readonly string[];
  /** Where it is proven, if not in the region of all. */
  readonly region?: string;
  /** Proves with {@link Scene.step}. */
  readonly run: (scene: Scene) => Promise<void>;
}

/** Proofs that belong together; all run beside each other. */
export interface ProofGroup {
  readonly name: string;
  readonly kinds?: readonly KindProof[];
  readonly special?: readonly SpecialProof[];
}

/** Runs a special proof; why it stopped is kept for each operation that it did not come to. */
export async function runSpecial({ proves, run }: SpecialProof, scene: Scene): Promise<void> {
  try {
    await run(scene);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    for (const operation of proves) if (!scene.ledger.has(operation)) scene.ledger.fail(operation, reason);
  }
  for (const operation of proves) {
    if (!scene.ledger.has(operation)) scene.ledger.fail(operation, 'its proof does not come to it');
  }
}

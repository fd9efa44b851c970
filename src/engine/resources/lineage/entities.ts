import { object, text } from '../../json.ts';
import { type ResourceRecord } from '../record.ts';

/** What lineage says of one of its entities. */
export interface LineageEntity {
  readonly name: string | undefined;
  /** The user's own word (`DataSet`), or the kind of job that a trial component comes from. */
  readonly type: string | undefined;
  /** As QueryLineage calls it; experiments may be associated but are no vertices of their own type. */
  readonly lineageType: 'Artifact' | 'Action' | 'Context' | 'TrialComponent' | undefined;
}

/** `undefined` for a resource that cannot be associated. */
export function lineageEntity({ kind, document }: ResourceRecord): LineageEntity | undefined {
  switch (kind) {
    case 'Artifact':
    case 'Action':
    case 'Context':
      return { name: text(document, `${kind}Name`), type: text(document, `${kind}Type`), lineageType: kind };
    case 'TrialComponent': {
      const type = text(object(document, 'Source'), 'SourceType');
      return { name: text(document, 'TrialComponentName'), type, lineageType: kind };
    }
    case 'Experiment':
      return { name: text(document, 'ExperimentName'), type: kind, lineageType: undefined };
    default:
      return undefined;
  }
}

import { brokenTrainingRules } from '../../analysis/training/requestRules.ts';
import { type JsonObject } from '../json.ts';

/**
 * What CreateTrainingJob refuses beyond shapes, patterns and enumerations.
 * @param request the request in wire form.
 * @returns the complaint for a `ValidationException`, or `undefined` when there is none.
 */
export function validateTraining(request: JsonObject): string | undefined {
  const [first] = brokenTrainingRules(request);
  return first?.complaint;
}

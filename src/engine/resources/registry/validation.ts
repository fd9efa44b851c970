import { object, objects, text, type JsonObject } from '../../json.ts';

/** Why a package or an algorithm that asks to be validated becomes `Failed`. */
const NOT_RUN = 'The local engine does not run the training and transform jobs of validation profiles yet.';

/** The statuses of the validation profiles that a request asks to run, `undefined` when it asks for none. */
export function notValidated(input: JsonObject): JsonObject[] | undefined {
  const profiles = objects(object(input, 'ValidationSpecification'), 'ValidationProfiles');
  if (profiles.length === 0) return undefined;
  return profiles.map((profile) => ({
    Name: text(profile, 'ProfileName') ?? '',
    Status: 'Failed',
    FailureReason: NOT_RUN,
  }));
}

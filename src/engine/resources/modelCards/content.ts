import { validationError } from '../../http/awsError.ts';
import { object, text, type JsonObject } from '../../json.ts';
import { parsedObject } from '../members.ts';

/** The sections that AWS's model card schema has; it allows no others. */
const SECTIONS = new Set([
  'model_overview',
  'model_package_details',
  'intended_uses',
  'business_details',
  'training_details',
  'evaluation_details',
  'additional_information',
]);
const RISKS = ['High', 'Medium', 'Low', 'Unknown'];

/** A card's content as JSON. @throws AwsError where AWS's model card schema does not allow it */
export function checkedContent(content: string): JsonObject {
  const parsed = parsedObject(content);
  if (!parsed) throw validationError('Model card content is not a JSON object.');
  const stranger = Object.keys(parsed).find((section) => !SECTIONS.has(section));
  if (stranger !== undefined) {
    throw validationError(
      `Model card content does not follow its schema: "${stranger}" is no section of it.`,
    );
  }
  const risk = text(object(parsed, 'intended_uses'), 'risk_rating');
  if (risk !== undefined && !RISKS.includes(risk)) {
    throw validationError(
      `Model card content does not follow its schema: risk_rating "${risk}" is none of ${RISKS.join(', ')}.`,
    );
  }
  return parsed;
}

/** What Search knows of a card beyond its own members. */
export function searchable(content: JsonObject): JsonObject {
  return {
    ModelId: text(object(content, 'model_overview'), 'model_id'),
    RiskRating: text(object(content, 'intended_uses'), 'risk_rating'),
    ModelPackageGroupName: text(object(content, 'model_package_details'), 'model_package_group_name'),
  };
}

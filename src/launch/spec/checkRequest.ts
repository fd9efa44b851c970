import { violations, type Violation } from '../../analysis/shapes/violations.ts';
import { brokenTrainingRules } from '../../analysis/training/requestRules.ts';
import type { FieldPath, Problem } from '../../messages/launchProblem.ts';
import { furtherProblems } from './furtherRules.ts';
import { isFields, textOf } from './json.ts';
import { elementShape, limitsOf, memberShape, type LaunchShapes, type Shape } from './launchShapes.ts';
import { valueAt } from './paths.ts';
import { ruleWords } from './ruleWords.ts';
import { typeProblems } from './typeProblems.ts';
import { violationWords } from './violationWords.ts';

/** One thing wrong at one place of a request. */
interface Found {
  readonly path: FieldPath;
  readonly message: string;
  readonly severity: 'error' | 'warning';
}

/** More than this nobody reads. */
const mostProblems = 100;

/**
 * Everything that is wrong with a request before it is sent: types, unknown members, limits, patterns and enumerations as
 * AWS's API model has them, and CreateTrainingJob's own rules. Each stands at its field, at most one error a field.
 */
export function checkRequest(request: unknown, shapes: LaunchShapes): Problem[] {
  if (!isFields(request))
    return [{ field: 'page', path: [], message: 'The request must be an object.', severity: 'error' }];
  const found: Found[] = [];
  const bad: FieldPath[] = [];
  for (const { path, message } of typeProblems(shapes.schema, request, [])) {
    found.push({ path, message, severity: 'error' });
    bad.push(path);
    if (found.length >= mostProblems) break;
  }
  const isBad = (path: FieldPath): boolean => bad.some((other) => isWithin(path, other));
  for (const violation of violations(shapes.schema, request, shapes.constraints)) {
    if (found.length >= mostProblems) break;
    if (isBad(violation.path)) continue;
    found.push({ path: violation.path, message: words(violation, shapes), severity: 'error' });
  }
  const serverless = request['ServerlessJobConfig'] !== undefined;
  for (const broken of brokenTrainingRules(request)) {
    // A serverless job has neither: SageMaker chooses both.
    if (serverless && (broken.rule === 'image-or-algorithm' || broken.rule === 'no-instances')) continue;
    if (!isBad(broken.path))
      found.push({ path: broken.path, message: ruleWords(broken, request), severity: 'error' });
  }
  for (const problem of furtherProblems(request)) if (!isBad(problem.path)) found.push(problem);
  return withoutRepetition(found).map((problem) => placed(problem, request));
}

/** The problem at the page's field: hyperparameters and channels have rows of their own. */
function placed({ path, message, severity }: Found, request: unknown): Problem {
  const [first, second, ...rest] = path;
  if (first === 'HyperParameters' && second !== undefined)
    return { field: 'hyperparameter', path: [second], message, severity };
  if (first === 'HyperParameters')
    return { field: 'page', path: [], message: `Hyperparameters: ${message}`, severity };
  if (first === 'InputDataConfig' && typeof second === 'number') {
    const name = textOf(valueAt(request, [first, second, 'ChannelName'])) ?? '';
    return { field: 'channel', path: [name, ...rest], message, severity };
  }
  return { field: 'request', path, message, severity };
}

function words(violation: Violation, shapes: LaunchShapes): string {
  const limits = limitsOf(shapes, shapeAt(shapes, violation));
  return violationWords(violation, limits);
}

/** The shape whose limits a violation breaks. */
function shapeAt(shapes: LaunchShapes, { path, onKey }: Violation): Shape {
  let shape: Shape = { schema: shapes.schema, name: undefined };
  for (const [index, step] of path.entries()) {
    if (onKey && index === path.length - 1)
      return {
        schema: shape.schema.getKeySchema(),
        name: shapes.constraints.collections[shape.name ?? '']?.['key'],
      };
    shape = shape.schema.isStructSchema()
      ? memberShape(shapes, shape, String(step), shape.schema.getMemberSchema(String(step)))
      : elementShape(shapes, shape);
  }
  return shape;
}

function isWithin(path: FieldPath, other: FieldPath): boolean {
  return other.length <= path.length && other.every((step, index) => step === path[index]);
}

/** The first error of each path is the one that explains the others. */
function withoutRepetition(found: readonly Found[]): Found[] {
  const seen = new Set<string>();
  return found.filter(({ path, severity }) => {
    const key = `${severity} ${JSON.stringify(path)}`;
    return seen.has(key) ? false : (seen.add(key), true);
  });
}

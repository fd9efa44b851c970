import { validationError } from '../../http/awsError.ts';
import { object, text, type Json, type JsonObject } from '../../json.ts';
import { type JsonHandler } from '../../protocols/awsJson.ts';
import { type FamilyParts } from '../catalogue.ts';
import { renderLiquid } from './liquid/render.ts';

function taskInput(input: JsonObject): Json {
  try {
    return JSON.parse(text(object(input, 'Task'), 'Input') ?? '') as Json;
  } catch {
    throw validationError('Task.Input must be JSON.');
  }
}

/** RenderUiTemplate: shows a worker template, given or stored, as a worker would see it for one task. */
export function renderUiTemplate({ of }: FamilyParts): JsonHandler {
  return (input, request) => {
    const given = text(object(input, 'UiTemplate'), 'Content');
    const arn = text(input, 'HumanTaskUiArn');
    if ((given === undefined) === (arn === undefined)) {
      throw validationError('Exactly one of UiTemplate and HumanTaskUiArn must be specified.');
    }
    const stored = arn === undefined ? undefined : of('HumanTaskUi').find(input, request);
    const template = given ?? text(stored?.document, 'TemplateContent') ?? '';
    const { content, errors } = renderLiquid(template, { task: { input: taskInput(input) } });
    return {
      RenderedContent: content,
      Errors: errors.map((Message) => ({ Code: 'TemplateError', Message })),
    };
  };
}

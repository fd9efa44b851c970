/** What of a model card's content is worth a line. */
export interface CardContent {
  /** The model's ARN, or how people call one that is not SageMaker's. */
  readonly model?: string | undefined;
  readonly description?: string | undefined;
  readonly owner?: string | undefined;
  readonly risk?: string | undefined;
  readonly use?: string | undefined;
}

/**
 * Reads a model card's content, JSON by SageMaker's schema of model cards. What is not there, or of a card whose content
 * was deleted, is undefined.
 */
export function cardContent(text: string | undefined): CardContent {
  const content = parsed(text);
  const overview = member(content, 'model_overview');
  const uses = member(content, 'intended_uses');
  return {
    model: words(overview, 'model_id') ?? words(overview, 'model_name'),
    description: words(overview, 'model_description'),
    owner: words(overview, 'model_owner'),
    risk: words(uses, 'risk_rating'),
    use: words(uses, 'intended_uses'),
  };
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '{}');
  } catch {
    // The document shows the content as it is; here there is only nothing to tell.
    return undefined;
  }
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function words(value: unknown, name: string): string | undefined {
  const found = member(value, name);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

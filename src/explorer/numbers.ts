/** A number, 0 or more, as SageMaker takes weights. */
export const isWeight = (text: string): boolean => /^\d+(\.\d+)?$/.test(text.trim());

/** A whole number, 0 or more. */
export const isCount = (text: string): boolean => /^\d{1,9}$/.test(text.trim());

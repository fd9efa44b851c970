/** As the Developer Guide's pages on them say; it names no date. */
export const groundTruthClosed =
  'AWS no longer opens SageMaker Ground Truth to new customers. Those who use it can go on.';

export const a2iClosed =
  'AWS no longer opens Amazon Augmented AI (A2I) to new customers. Those who use it can go on.';

/** Work teams and workforces are for both. */
export const peopleClosed =
  'AWS no longer opens Ground Truth and Amazon Augmented AI, which people work for, to new customers. Those who use them can go on.';

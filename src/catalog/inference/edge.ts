/** On all of Edge Manager, as the Developer Guide says. */
export const edgeClosed = 'AWS discontinued SageMaker Edge Manager on April 26, 2024.';

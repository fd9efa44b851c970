/** SageMaker on this machine: the local engine. */
export interface ThisMachine {
  readonly kind: 'this-machine';
  /** As the status bar and messages name it. */
  readonly label: string;
}

/** Where SageMaker can be. */
export type Place = ThisMachine;

export const thisMachine: ThisMachine = { kind: 'this-machine', label: 'this machine' };

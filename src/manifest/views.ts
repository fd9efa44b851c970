/** Activity bar container and its views. */
export const container = { id: 'sagemaker', title: 'SageMaker', icon: 'media/sagemaker.svg' } as const;

export const views = {
  resources: {
    id: 'sagemaker.resources',
    name: 'Resources',
    icon: 'media/sagemaker.svg',
    initialSize: 3,
  },
  running: { id: 'sagemaker.running', name: 'Running now', icon: 'media/sagemaker.svg', initialSize: 1 },
  s3: {
    id: 'sagemaker.s3',
    name: 'S3',
    icon: 'media/sagemaker.svg',
    visibility: 'collapsed',
    initialSize: 2,
  },
} as const;

/** Context keys that when-clauses ask for. */
export const contextKeys = {
  /** A `ConnectionState`. */
  connectionState: 'sagemaker.connectionState',
  /** The terminal that is looked at follows a log: `following`, `ended` once it was stopped, `over` once there is nothing more. */
  tail: 'sagemaker.tail',
  /** Only a part of its lines is shown. */
  tailFiltered: 'sagemaker.tailFiltered',
  /** A resource waits to be compared with another one. */
  selectedForCompare: 'sagemaker.selectedForCompare',
} as const;

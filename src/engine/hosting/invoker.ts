/** One request to an endpoint, as InvokeEndpoint has it. */
export interface Invocation {
  readonly region: string;
  readonly accountId: string;
  readonly endpointName: string;
  /** Asks for this variant, whatever the weights. */
  readonly targetVariant?: string;
  /** What the container is to see: Content-Type, Accept and SageMaker's own headers. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Aborted when the caller goes away. */
  readonly signal: AbortSignal;
}

/** A container's answer with a 2xx status. */
export interface Prediction {
  readonly body: Uint8Array;
  readonly contentType?: string;
  readonly customAttributes?: string;
  readonly variant: string;
}

/** What SageMaker Runtime asks of hosting. */
export interface EndpointInvoker {
  /** @throws AwsError `ValidationError` (no such endpoint or variant, not in service), `ModelError` (what the container made of it). */
  invoke(invocation: Invocation): Promise<Prediction>;
}

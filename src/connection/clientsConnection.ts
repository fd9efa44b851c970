import type { Clients } from './connection.ts';
import type { SdkClients } from './sdkClients.ts';

/** The clients of a connection, handed on: what every kind of connection has alike. */
export abstract class ClientsConnection implements Clients {
  protected abstract readonly clients: SdkClients;

  sagemaker() {
    return this.clients.sagemaker();
  }

  runtime() {
    return this.clients.runtime();
  }

  logs() {
    return this.clients.logs();
  }

  s3() {
    return this.clients.s3();
  }

  sts() {
    return this.clients.sts();
  }

  cloudwatch() {
    return this.clients.cloudwatch();
  }

  iam() {
    return this.clients.iam();
  }

  quotas() {
    return this.clients.quotas();
  }

  ecr() {
    return this.clients.ecr();
  }

  pricing() {
    return this.clients.pricing();
  }
}

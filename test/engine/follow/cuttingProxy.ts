import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** Passes bytes on to the engine, and cuts every connection when it is told to: by a reset, wherever the bytes just are. */
export class CuttingProxy {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  /** Refuses new connections, as a network that is down. */
  down = false;

  constructor(engine: string) {
    const { hostname, port } = new URL(engine);
    this.#server = createServer((client) => {
      if (this.down) {
        client.resetAndDestroy();
        return;
      }
      const on = connect(Number(port), hostname);
      for (const [one, other] of [
        [client, on],
        [on, client],
      ] as const) {
        this.#sockets.add(one);
        one.on('error', () => other.destroy());
        one.on('close', () => {
          this.#sockets.delete(one);
          other.destroy();
        });
        one.pipe(other);
      }
    });
  }

  /** @returns its URL */
  async start(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** @returns how many connections it cut */
  cut(): number {
    const count = this.#sockets.size;
    for (const socket of this.#sockets) socket.resetAndDestroy();
    return count;
  }

  stop(): void {
    this.cut();
    this.#server.close();
  }
}

import { connect, type Socket } from 'node:net';

export interface Answered {
  readonly status: number;
  readonly body: Buffer;
}

/**
 * One connection that sends bytes made beforehand and reads answers, with as little work as an HTTP client can do: it must
 * not be what is measured. Connects anew where the server closes after each answer.
 */
export class Connection {
  readonly #port: number;
  #socket: Socket | undefined;
  #received: Buffer[] = [];
  #waiting: { resolve: (answer: Answered) => void; reject: (error: Error) => void } | undefined;

  constructor(port: number) {
    this.#port = port;
  }

  send(request: Buffer): Promise<Answered> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket ??= this.#open();
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#socket?.destroy();
  }

  #open(): Socket {
    const socket = connect(this.#port, '127.0.0.1');
    socket.setNoDelay(true);
    // Of a socket that was let go of nothing is heard any more.
    const isOurs = (): boolean => this.#socket === socket;
    socket.on('data', (data) => {
      this.#received.push(data);
      this.#take(false);
    });
    socket.on('error', (error) => {
      if (isOurs()) this.#waiting?.reject(error);
    });
    socket.on('close', () => {
      if (!isOurs()) return;
      this.#socket = undefined;
      this.#take(true);
      this.#waiting?.reject(new Error('The server closed the connection in the middle of an answer.'));
    });
    return socket;
  }

  /** @param isEnd whether nothing more comes: then an answer without a length is whole */
  #take(isEnd: boolean): void {
    if (!this.#waiting) return;
    const all = this.#received.length === 1 ? this.#received[0] : Buffer.concat(this.#received);
    const end = all?.indexOf('\r\n\r\n') ?? -1;
    if (!all || end < 0) return;
    const head = all.toString('latin1', 0, end);
    const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
    const body = all.subarray(end + 4);
    if (length === undefined ? !isEnd : body.length < Number(length)) return;
    const { resolve } = this.#waiting;
    this.#waiting = undefined;
    this.#received = [];
    if (/\r\nconnection: *close/i.test(head) || head.startsWith('HTTP/1.0')) {
      this.#socket?.destroy();
      this.#socket = undefined;
    }
    resolve({ status: Number(head.slice(9, 12)), body });
  }
}

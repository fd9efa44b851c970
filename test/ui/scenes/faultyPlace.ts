import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';

const identity = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
<Arn>arn:aws:iam::111122223333:user/ann</Arn><UserId>AIDA</UserId><Account>111122223333</Account>
</GetCallerIdentityResult></GetCallerIdentityResponse>`;

/** A place that speaks as AWS does and has much to refuse: what error nodes are pictured with. */
export async function startFaultyPlace(): Promise<{ readonly url: string; close(): void }> {
  const server: Server = createServer((incoming, response) => {
    incoming.resume().on('end', () => {
      const operation = String(incoming.headers['x-amz-target'] ?? '').split('.')[1] ?? '';
      if (operation === '') {
        response.writeHead(200, { 'content-type': 'text/xml' }).end(identity);
      } else if (operation === 'ListEndpoints') {
        const message =
          'User: arn:aws:iam::111122223333:user/ann is not authorized to perform: sagemaker:ListEndpoints';
        const headers = { 'content-type': 'application/x-amz-json-1.1' };
        response.writeHead(400, headers).end(JSON.stringify({ __type: 'AccessDeniedException', message }));
      } else if (operation === 'ListTrainingJobs') {
        response
          .writeHead(502, { 'content-type': 'text/html' })
          .end('<html><body><h1>502 Bad Gateway</h1></body></html>');
      } else response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

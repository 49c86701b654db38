import 'reflect-metadata';
import { execFile } from 'node:child_process';
import { webcrypto } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createProxy } from 'node:http';
import { createServer } from 'node:https';
import { connect } from 'node:net';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SubjectAlternativeNameExtension, X509CertificateGenerator } from '@peculiar/x509';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const module = pathToFileURL(join(__dirname, 'environment-proxy.ts')).href;
const script = `
  const { fetchByEnvironment } = await import(${JSON.stringify(module)});
  const fetching = await fetchByEnvironment(fetch, process.env, () => undefined);
  const said = await fetching('https://acme.example/x').then((answer) => answer.text(), (error) => String(error.cause?.code));
  console.log(said);
`;

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(address !== null && typeof address === 'object' ? address.port : 0);
    });
  });

/** A company's network: every way out is its proxy, which shows a certificate of its own. */
// Shows: a company's network: PAC file, inspected TLS
describe('a proxy that breaks TLS open with the company’s certificate', () => {
  let folder: string;
  let ca: string;
  let proxyPort: number;
  const servers: Server[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'company-ca-'));
    ca = join(folder, 'ca.pem');
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
    const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
    const certificate = await X509CertificateGenerator.createSelfSigned(
      {
        name: 'CN=acme.example',
        notBefore: new Date(Date.now() - 60_000),
        notAfter: new Date(Date.now() + 3_600_000),
        signingAlgorithm: algorithm,
        extensions: [new SubjectAlternativeNameExtension([{ type: 'dns', value: 'acme.example' }])],
        keys,
      },
      webcrypto,
    );
    const cert = certificate.toString('pem');
    writeFileSync(ca, cert);
    const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
    const key = `-----BEGIN PRIVATE KEY-----\n${pkcs8}\n-----END PRIVATE KEY-----\n`;
    const shown = createServer({ cert, key }, (_request, response) => response.end('through'));
    const port = await listen(shown);
    const proxy = createProxy();
    proxy.on('connect', (_request, socket) => {
      const onward = connect(port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        onward.pipe(socket).pipe(onward);
      });
      for (const end of [socket, onward]) end.on('error', () => undefined);
    });
    proxyPort = await listen(proxy);
    servers.push(shown, proxy);
  });
  afterAll(() => {
    for (const server of servers) server.close();
    rmSync(folder, { recursive: true });
  });

  const asked = (more: Record<string, string>): Promise<string> =>
    new Promise((resolve) => {
      const { NODE_EXTRA_CA_CERTS: _, ...rest } = process.env;
      const env = { ...rest, HTTPS_PROXY: `http://127.0.0.1:${String(proxyPort)}`, ...more };
      const args = ['--import', 'tsx', '--input-type', 'module', '-e', script];
      execFile(process.execPath, args, { env, cwd: join(__dirname, '../..') }, (_error, stdout, stderr) => {
        resolve(`${stdout}${stderr}`.trim());
      });
    });

  it('is refused as long as nobody says that it is the company’s', async () => {
    expect(await asked({})).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
  });

  it('is let through by NODE_EXTRA_CA_CERTS', async () => {
    expect(await asked({ NODE_EXTRA_CA_CERTS: ca })).toBe('through');
  });
});

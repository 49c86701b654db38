import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer, request as requestTo } from 'node:http';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { practiceOrgOf } from './practice-org';

/** The org of these tests, as its people know it: behind it is the practice org. */
export const orgHost = 'acme.okta.com';

/**
 * The network of a company: nothing gets out but by a proxy, which may ask who it serves, and which inspects TLS with a certificate
 * of the company's own. Behind it the practice org answers by the names of production.
 */
export interface CompanyNetwork {
  /** `127.0.0.1:PORT`. */
  proxy: string;
  /** Names the proxy for every host but this computer. */
  pacUrl: string;
  /** The hosts that the proxy was asked for, each once, in order. */
  asked(): string[];
  /** Accounts that the proxy was given, in order. */
  given(): string[];
  /** Has Chromium on Linux trust the company's certificate: in the key database of this home. */
  trustIn(home: string): void;
  close(): Promise<void>;
}

/** Whether `trustIn` can do its work here. */
export const canTrust = process.platform === 'linux' && spawnSync('certutil', ['-H']).error === undefined;

/** `account`: the one user of the proxy, as `user:password`; null: it asks nobody. */
export async function startCompanyNetwork(
  assistantFolder: string,
  account: string | null,
): Promise<CompanyNetwork> {
  const { ca, cert, key } = await certificates();
  const org = practiceOrgOf(assistantFolder);
  if (org === null) throw new Error('no practice org was started');
  const backends = {
    okta: { inside: new URL(org.okta.orgUrl).origin, outside: `https://${orgHost}` },
    oktopost: { inside: new URL(org.oktopost.scimBaseUrl).origin, outside: '' },
  };
  const forward: RequestListener = (request, response) => {
    void passOn(request, response, request.headers.host === orgHost ? backends.okta : backends.oktopost);
  };
  const inspecting = await listen(createHttpsServer({ cert, key }, forward));

  const asked: string[] = [];
  const given: string[] = [];
  let pac = '';
  const server = createHttpServer((request, response) => {
    if (request.url !== '/proxy.pac') response.writeHead(405).end();
    else response.writeHead(200, { 'content-type': 'application/x-ns-proxy-autoconfig' }).end(pac);
  });
  server.on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    socket.on('error', () => socket.destroy());
    const sent = request.headers['proxy-authorization']?.replace('Basic ', '');
    const known = sent === undefined ? null : Buffer.from(sent, 'base64').toString();
    if (known !== null) given.push(known);
    if (account !== null && known !== account) {
      socket.end(
        'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="x"\r\nContent-Length: 0\r\n\r\n',
      );
      return;
    }
    const onward = connect(inspecting.port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
  });
  const listening = await listen(server);
  const proxy = `127.0.0.1:${listening.port}`;
  pac = `function FindProxyForURL(url, host) { return host === '127.0.0.1' ? 'DIRECT' : 'PROXY ${proxy}'; }`;
  return {
    proxy,
    pacUrl: `http://${proxy}/proxy.pac`,
    asked: () => [...new Set(asked)],
    given: () => given,
    trustIn: (home) => {
      const database = join(home, '.pki/nssdb');
      mkdirSync(database, { recursive: true });
      const file = join(home, 'company.pem');
      writeFileSync(file, ca);
      const certutil = (...args: string[]): void => {
        execFileSync('certutil', ['-d', `sql:${database}`, ...args], {
          stdio: ['ignore', 'ignore', 'inherit'],
        });
      };
      certutil('-N', '--empty-password');
      certutil('-A', '-n', 'company', '-t', 'C,,', '-i', file);
    },
    close: async () => {
      await Promise.all([listening.close(), inspecting.close()]);
    },
  };
}

/** Answers with what the practice org does, under the names of production. */
async function passOn(
  request: IncomingMessage,
  response: ServerResponse,
  { inside, outside }: { inside: string; outside: string },
): Promise<void> {
  const { hostname, port, host } = new URL(inside);
  const rename = (text: string): string => (outside === '' ? text : text.replaceAll(inside, outside));
  const onward = requestTo({
    hostname,
    port,
    path: request.url,
    method: request.method,
    headers: { ...request.headers, host },
  });
  onward.on('error', () => response.destroy());
  onward.on('response', (answer) => {
    let text = '';
    answer.setEncoding('utf8').on('data', (part) => (text += String(part)));
    answer.on('end', () => {
      const headers = Object.entries(answer.headersDistinct)
        .filter(([name]) => !['content-length', 'transfer-encoding', 'connection'].includes(name))
        .map(([name, values = []]) => [name, values.map(rename)] as const);
      response.writeHead(answer.statusCode ?? 502, Object.fromEntries(headers)).end(rename(text));
    });
  });
  request.pipe(onward);
}

async function listen(server: Server): Promise<{ port: number; close(): Promise<void> }> {
  // Tunnels, and connections before their first request, are none of those that a server closes by itself.
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('it has no port');
  return {
    port: address.port,
    close: () =>
      new Promise((done) => {
        server.close(() => {
          done();
        });
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** A certificate authority of the company's own, and what it vouches for. */
async function certificates(): Promise<{ ca: string; cert: string; key: string }> {
  // @peculiar/x509's dependency injection needs this import first.
  await import('reflect-metadata');
  const x509 = await import('@peculiar/x509');
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const pair = () => crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const [authority, server] = await Promise.all([pair(), pair()]);
  const day = 24 * 60 * 60 * 1000;
  const valid = { notBefore: new Date(Date.now() - day), notAfter: new Date(Date.now() + day) };
  const name = 'CN=Acme TLS inspection';
  const ca = await x509.X509CertificateGenerator.createSelfSigned(
    {
      ...valid,
      serialNumber: '01',
      name,
      signingAlgorithm: algorithm,
      keys: authority,
      extensions: [new x509.BasicConstraintsExtension(true, undefined, true)],
    },
    crypto,
  );
  const names = [orgHost, '*.oktopost.com'].map((value) => ({ type: 'dns' as const, value }));
  const cert = await x509.X509CertificateGenerator.create(
    {
      ...valid,
      serialNumber: '02',
      subject: `CN=${orgHost}`,
      issuer: name,
      signingAlgorithm: algorithm,
      publicKey: server.publicKey,
      signingKey: authority.privateKey,
      extensions: [new x509.SubjectAlternativeNameExtension(names)],
    },
    crypto,
  );
  const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', server.privateKey)).toString('base64');
  return {
    ca: ca.toString('pem'),
    cert: cert.toString('pem'),
    key: `-----BEGIN PRIVATE KEY-----\n${pkcs8}\n-----END PRIVATE KEY-----\n`,
  };
}

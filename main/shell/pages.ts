import { readFileSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { securityHeaders } from './security-headers';

interface Page {
  headers: Record<string, string>;
  body: Buffer;
}

/** The built renderer. Only files that were there at the start are served, by their exact path. */
export interface Pages {
  /** `path` as in the request, not decoded: `/` or `/assets/index-1a2b.js`. Null when there is no such file. */
  get(path: string): Page | null;
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** @throws the file system's error when `root` holds no built renderer. */
export function openPages(root: string, connect: 'none' | 'self'): Pages {
  const files = new Map(listFiles(root, '').map((path) => [path, join(root, path)]));
  const index = files.get('/index.html');
  if (index === undefined) throw new Error(`${root} holds no index.html: build the renderer first`);
  files.set('/', index);
  return {
    get: (path) => {
      const file = files.get(path);
      const type = types[extname(file ?? '')];
      if (file === undefined || type === undefined) return null;
      return { headers: { 'content-type': type, ...securityHeaders(connect) }, body: readFileSync(file) };
    },
  };
}

function listFiles(root: string, below: string): string[] {
  return readdirSync(join(root, below), { withFileTypes: true }).flatMap((entry) => {
    const path = `${below}/${entry.name}`;
    if (entry.isDirectory()) return listFiles(root, path);
    return entry.isFile() ? [path] : [];
  });
}

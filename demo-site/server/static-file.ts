// SPDX-License-Identifier: MIT
/** A file of a folder, by URL path. Nothing outside the folder can be named. */
import { readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';

export interface StaticFile {
  readonly type: string;
  readonly bytes: Buffer;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};

/** One part of a path: no dot first, so neither `..` nor a hidden file. */
const path_part = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/;

/** 'folder' means: the path names a folder and lacks its final slash. */
export async function readStatic(
  root: string,
  path: string,
): Promise<StaticFile | 'folder' | null> {
  const parts = path
    .split('/')
    .filter((part, at, all) => part !== '' || (at > 0 && at < all.length - 1));
  if (!parts.every((part) => path_part.test(part))) return null;
  const file = join(root, ...parts, path.endsWith('/') ? 'index.html' : '');
  const type = types[extname(file)];
  try {
    if (type !== undefined) return { type, bytes: await readFile(file) };
    return (await stat(join(file, 'index.html'))).isFile() ? 'folder' : null;
  } catch {
    return null;
  }
}

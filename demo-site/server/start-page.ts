// SPDX-License-Identifier: MIT
/** The start page, at the demo's bare address: the clinics, each with what is special, and the way to its stage. */
import type { ServerResponse } from 'node:http';
import { send } from './reply.ts';
import { type Door, toLocalHosts } from './rewrite.ts';
import { readStatic } from './static-file.ts';

export class StartPage {
  private readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  async answer(response: ServerResponse, path: string, door: Door): Promise<void> {
    const file = await readStatic(this.folder, path);
    if (file === null || file === 'folder') return send(response, { status: 404 });
    const isPage = file.type.startsWith('text/html');
    const body = isPage ? toLocalHosts(file.bytes.toString('utf8'), door) : file.bytes;
    send(response, { type: file.type, body });
  }
}

// SPDX-License-Identifier: MIT
/**
 * Notes where a granted service has written a cookie below '/': no other page sees it, and a withdrawal made there
 * must find it. In localStorage under `akkoord`, a line each: the name, a blank, the path.
 */

const maxLines = 50;

export function notePath(name: string, cookie: string): void {
  const path =
    /; *path *= *(\/[^;]*)/i.exec(cookie)?.[1] ?? location.pathname.replace(/\/[^/]*$/, '');
  if (path.length < 2) return;
  try {
    const lines = localStorage.getItem('akkoord')?.split('\n') ?? [];
    const line = `${name} ${path}`;
    if (!lines.includes(line) && lines.length < maxLines) {
      localStorage.setItem('akkoord', [...lines, line].join('\n'));
    }
  } catch {
    // A browser that keeps no storage keeps no note.
  }
}

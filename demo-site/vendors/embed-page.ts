// SPDX-License-Identifier: MIT
/** The page inside a vendor's frame. */
export interface EmbedPage {
  readonly title: string;
  readonly style: string;
  readonly body: string;
  readonly script?: string;
}

export function embedPage({ title, style, body, script = '' }: EmbedPage): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>*{box-sizing:border-box}html,body{margin:0;height:100%}
body{font:14px/1.45 -apple-system,'Segoe UI',Roboto,'Liberation Sans',Arial,sans-serif}
${style}</style></head><body>${body}<script>${script}</script></body></html>`;
}

/** A pill such as networks draw for "share" and "like". */
export function pillPage(title: string, text: string, colour: string): string {
  return embedPage({
    title,
    style: `.pill{display:inline-flex;align-items:center;gap:6px;height:28px;padding:0 12px;border:0;
border-radius:14px;background:${colour};color:#fff;font:600 13px/1 inherit;font-family:inherit;cursor:pointer}
.pill::before{content:"";width:8px;height:8px;border-radius:50%;background:rgba(255,255,255,.75)}`,
    body: `<button class="pill">${text}</button>`,
  });
}

// SPDX-License-Identifier: MIT
/** Makes the visitor a new one: forgets all that this site and its vendors stored, and the server's log. */
export async function startOver(): Promise<void> {
  const answer = await fetch('/what-left/start-over', { method: 'POST' });
  const { forget } = (await answer.json()) as { forget: string[] };
  forgetCookies();
  try {
    localStorage.clear();
    sessionStorage.clear();
    for (const { name } of (await indexedDB.databases?.()) ?? []) {
      if (name !== undefined) indexedDB.deleteDatabase(name);
    }
  } catch {
    // a browser that keeps nothing
  }
  const each = forget.map((url) => fetch(url, { mode: 'no-cors', credentials: 'include' }));
  await Promise.allSettled(each);
}

function forgetCookies(): void {
  const labels = location.hostname.split('.');
  const domains = ['', ...labels.map((_, at) => `; Domain=${labels.slice(at).join('.')}`)];
  for (const pair of document.cookie.split('; ')) {
    const name = pair.slice(0, Math.max(0, pair.indexOf('=')));
    for (const domain of domains) {
      // biome-ignore lint/suspicious/noDocumentCookie: cookieStore is not in every browser
      document.cookie = `${name}=; Max-Age=0; Path=/${domain}`;
    }
  }
}

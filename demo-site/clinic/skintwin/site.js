// SPDX-License-Identifier: MIT
// The site's own: text size, when asked for, and a count of visits by day.
(() => {
  const root = document.documentElement;
  const has = (pair) => document.cookie.split('; ').includes(pair);
  const keep = (pair, days) => {
    // biome-ignore lint/suspicious/noDocumentCookie: as sites write them
    document.cookie = `${pair}; Path=/; Max-Age=${days * 86_400}; SameSite=Lax`;
  };

  root.classList.toggle('large-text', has('skintwin_display=large'));
  const size = document.querySelector('.size');
  const show = () => size?.setAttribute('aria-pressed', `${root.classList.contains('large-text')}`);
  size?.addEventListener('click', () => {
    const large = root.classList.toggle('large-text');
    keep(`skintwin_display=${large ? 'large' : 'normal'}`, 182);
    show();
  });
  show();

  if (!has('skintwin_counted=1')) {
    // Tells the site's own server the page and nothing of the visitor; held for those who object.
    fetch('/count', { method: 'POST', body: location.pathname, credentials: 'omit' }).catch(() => {});
    keep('skintwin_counted=1', 1);
  }
})();

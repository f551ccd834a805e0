// SPDX-License-Identifier: MIT
/** A page that changes its address without loading: the route decides anew. */

export function followRoutes(changed: () => void): void {
  let path = location.pathname;
  const look = (): void => {
    if (path === location.pathname) return;
    path = location.pathname;
    changed();
  };
  // Where a browser tells of every change, none is missed; elsewhere the router's two ways are seen.
  if (window.navigation) navigation.addEventListener('currententrychange', look);
  else {
    for (const way of ['pushState', 'replaceState'] as const) {
      const native = History.prototype[way];
      History.prototype[way] = function (this: History, ...entry: Parameters<typeof native>) {
        native.apply(this, entry);
        look();
      };
    }
    addEventListener('popstate', look);
  }
}

// SPDX-License-Identifier: MIT
/** How the script came into the page: its address says so, behind '#'. */

export type Install = 'snippet' | 'header' | 'tag';

/** `#header`, `#tag`; the snippet's script says nothing. */
export function installOf(address: string): Install {
  return (/#(header|tag)$/.exec(address)?.[1] ?? 'snippet') as Install;
}

/** Whether something that runs or asks stood before the script, or may have: a tag comes first, and waits for nothing. */
export function comesLate(script: HTMLScriptElement): boolean {
  return (
    script.async || script.defer || document.querySelector('script,iframe,object,embed') !== script
  );
}

// SPDX-License-Identifier: MIT
/** The page policy in the page: written as `<meta>`, and compared. */

/** Policies add up, so writing one can only narrow what the page may reach. */
export function writePolicy(policy: string): void {
  const meta = document.createElement('meta');
  document.head.append(
    Object.assign(meta, { httpEquiv: 'Content-Security-Policy', content: policy }),
  );
}

/** Whether `written` admits a source that `allowed` does not, directive by directive. */
export function admitsMore(written: string, allowed: string): boolean {
  const limits = allowed.split(';').map((directive) => directive.split(' '));
  return written
    .split(';')
    .some((directive, at) =>
      directive.split(' ').some((word) => word && !limits[at]?.includes(word)),
    );
}

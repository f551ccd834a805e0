// SPDX-License-Identifier: MIT
/** Times the calls of a page that Akkoord stands in front of, or that a page makes most: code that runs in it. */

export interface CallTimes {
  readonly 'cookie write': number;
  readonly 'cookie write, refused': number;
  readonly 'local storage write': number;
  readonly 'DOM insert': number;
  readonly 'image insert, own': number;
  readonly 'fetch call, own': number;
  readonly 'fetch call, held': number;
}

export const callNames: readonly (keyof CallTimes)[] = [
  'cookie write',
  'cookie write, refused',
  'local storage write',
  'DOM insert',
  'image insert, own',
  'fetch call, own',
  'fetch call, held',
];

/** The body of an async function that returns CallTimes, in ns a call; waits for `banner` first. */
export function callsInPage(banner: string | undefined): string {
  const there =
    banner === undefined ? 'true' : `!!document.querySelector(${JSON.stringify(banner)})`;
  return `const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
    while (document.readyState !== 'complete' || !(${there})) await pause(20);
    await pause(300);
    const place = document.createElement('div');
    place.hidden = true;
    document.body.append(place);
    const time = async (count, call) => {
      const rounds = [];
      for (let round = 0; round < 5; round++) {
        const begun_ms = performance.now();
        for (let at = 0; at < count; at++) call(at);
        rounds.push((performance.now() - begun_ms) * 1e6 / count);
        place.replaceChildren();
        await pause(30);
      }
      return rounds.sort((a, b) => a - b)[2];
    };
    const ended = () => {};
    return {
      'cookie write': await time(400, (at) => { document.cookie = 'display_settings=' + at; }),
      'cookie write, refused': await time(400, (at) => { document.cookie = '_fbp=' + at; }),
      'local storage write': await time(2000, (at) => { localStorage.setItem('own', at); }),
      'DOM insert': await time(4000, () => { place.append(document.createElement('p')); }),
      'image insert, own': await time(200, () => {
        const image = document.createElement('img');
        image.src = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
        place.append(image);
      }),
      'fetch call, own': await time(40, () => { fetch('/nothing').catch(ended); }),
      'fetch call, held': await time(40, () => { fetch('http://vendor.test/', { mode: 'no-cors' }).catch(ended); }),
    };`;
}

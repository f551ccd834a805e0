// SPDX-License-Identifier: MIT
/** Where requests to held paths of the site are sent instead: no policy admits it, and no host bears it (RFC 6761). */
export const noHost = 'akkoord.invalid';

// SPDX-License-Identifier: MIT
/** Embeds that were refused get a placeholder in their place; loaded when the first is met. */
import type { EmbedContext } from './embed-context.ts';

export function showPlaceholders(_context: EmbedContext): void {}

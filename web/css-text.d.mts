// SPDX-License-Identifier: MIT
import type { Plugin } from 'esbuild';

export declare function minifiedCss(path: string): Promise<string>;
export declare const cssText: Plugin;

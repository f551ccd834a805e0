// SPDX-License-Identifier: MIT
import type { Plugin } from 'esbuild';

export declare const cssText: Plugin;

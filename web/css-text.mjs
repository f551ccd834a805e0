// SPDX-License-Identifier: MIT
//
// For esbuild: style sheets become minified text in the script.
import { build } from 'esbuild';

export const cssText = {
  name: 'css-text',
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { outputFiles } = await build({
        entryPoints: [path],
        minify: true,
        write: false,
        charset: 'ascii',
        legalComments: 'none',
      });
      return { contents: outputFiles[0].text.trim(), loader: 'text' };
    });
  },
};

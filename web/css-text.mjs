// SPDX-License-Identifier: MIT
//
// For esbuild: style sheets become minified text in the script.
import { build } from 'esbuild';

/** A style sheet, minified. */
export async function minifiedCss(path) {
  const { outputFiles } = await build({
    entryPoints: [path],
    minify: true,
    write: false,
    charset: 'ascii',
    legalComments: 'none',
  });
  return outputFiles[0].text.trim();
}

export const cssText = {
  name: 'css-text',
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => ({
      contents: await minifiedCss(path),
      loader: 'text',
    }));
  },
};

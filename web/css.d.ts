// SPDX-License-Identifier: MIT
/** Style sheets are imported as text, minified by the build. */
declare module '*.css' {
  const text: string;

  // biome-ignore lint/style/noDefaultExport: esbuild's text loader makes it one
  export default text;
}

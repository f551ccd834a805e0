// SPDX-License-Identifier: MIT
//
// Writes files as constants of C++.
import { readFileSync } from 'node:fs';

/** A string literal, in pieces that compilers take; octal escapes end by themselves. */
function literal(bytes) {
  const pieces = [];
  for (let start = 0; start < bytes.length; start += 96) {
    const piece = [...bytes.subarray(start, start + 96)].map((byte) => {
      const plain = byte >= 32 && byte < 127 && byte !== 34 && byte !== 92 && byte !== 63;
      return plain ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, '0')}`;
    });
    pieces.push(`    "${piece.join('')}"`);
  }
  return pieces.length === 0 ? '    ""' : pieces.join('\n');
}

/** The bytes of `file` as a string_view `name`. */
export function constant(name, file) {
  const bytes = readFileSync(file);
  return `constexpr char ${name}_bytes[] =\n${literal(bytes)};
constexpr std::string_view ${name}{${name}_bytes, ${bytes.length}};\n`;
}

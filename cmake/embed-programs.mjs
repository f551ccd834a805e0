// SPDX-License-Identifier: MIT
//
// Writes the programs for servers as C++: embed-programs.mjs OUT.cc AKKOORD.php AKKOORD-WORKER.mjs
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { constant } from './embedded-file.mjs';

const [out, php, edgeWorker] = process.argv.slice(2);
if (edgeWorker === undefined) {
  console.error('usage: embed-programs.mjs OUT.cc AKKOORD.php AKKOORD-WORKER.mjs');
  process.exit(2);
}

const text = `// Written by cmake/embed-programs.mjs.
#include <string_view>

#include "core/compile/server/program.h"

namespace akkoord {
namespace {

${constant('php', php)}
${constant('edge_worker', edgeWorker)}
}  // namespace

std::string_view php_program() noexcept { return php; }
std::string_view edge_worker_program() noexcept { return edge_worker; }

}  // namespace akkoord
`;
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, text);

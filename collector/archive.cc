// SPDX-License-Identifier: MIT
#include "collector/archive.h"

#include "core/compile/sha256.h"

namespace akkoord {

bool archive(Database& database, const ArchivedFile& file, std::int64_t now_s) {
  Statement add(database,
                "INSERT INTO archive (hash, policy, name, first_seen_s, bytes) "
                "VALUES (?, ?, ?, ?, ?) ON CONFLICT (hash) DO NOTHING RETURNING 1");
  const Digest hash = sha256(file.bytes);
  add.bind_bytes(hash).bind_text(file.policy).bind_text(file.name).bind(now_s);
  add.bind_bytes(file.bytes);
  return add.step();
}

std::optional<ArchivedFile> archived(Database& database, const Digest& hash) {
  Statement find(database, "SELECT policy, name, bytes FROM archive WHERE hash = ?");
  find.bind_bytes(hash);
  if (!find.step()) return std::nullopt;
  return ArchivedFile{find.bytes(0), find.bytes(1), find.bytes(2)};
}

}  // namespace akkoord

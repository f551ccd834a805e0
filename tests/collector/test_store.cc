// SPDX-License-Identifier: MIT
#include "tests/collector/test_store.h"

#include <stdlib.h>

#include <stdexcept>

#include "collector/log_check.h"
#include "collector/sqlite.h"

namespace akkoord::test {

namespace fs = std::filesystem;

TemporaryFolder::TemporaryFolder() {
  std::string name = (fs::temp_directory_path() / "akkoord-store-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

StoreSettings settings_at(std::int64_t now_s) {
  StoreSettings settings;
  settings.now_s = [now_s] { return now_s; };
  return settings;
}

std::unique_ptr<SqliteStore> open_store(const fs::path& folder, std::int64_t now_s,
                                        std::string* fault) {
  std::string said;
  std::unique_ptr<SqliteStore> store;
  if (auto opened = DataFolder::open(folder, said)) {
    store = SqliteStore::open(std::move(*opened), settings_at(now_s), said);
  }
  if (fault != nullptr) *fault = said;
  return store;
}

ConsentEvent consent(unsigned number) {
  ConsentEvent event;
  event.id.bytes = {1, 0xA2, 0x1A, 0x4D, 0x40, 0, 0x70, 0, 0x80};
  for (std::size_t i = 0; i < 4; ++i) {
    event.id.bytes[15 - i] = static_cast<std::uint8_t>(number >> (8 * i));
  }
  event.site = "www.2passclinic.test";
  event.policy = "2pass";
  event.revision = 7;
  event.policy_hash = event.bundle_hash = event.text_hash = "sha256:" + std::string(64, 'a');
  event.language = "nl";
  event.jurisdiction = "BE";
  event.variant = "box-a";
  event.layer = 1;
  event.choice.add(Category::analytical);
  event.issued_s = start_s;
  event.expires_s = start_s + 182 * 86'400;
  return event;
}

ConsentEvent refusal(unsigned number) {
  ConsentEvent event = consent(number);
  event.choice = {};
  return event;
}

ShownCount shown() {
  return {"www.2passclinic.test", "2pass", 7, "box-a", "nl", "BE", Device::small, true};
}

std::int64_t number_in(const fs::path& folder, const char* sql) {
  Database database(folder / "events.db", Database::Use::write);
  Statement statement(database, sql);
  return statement.step() ? statement.number(0) : -1;
}

void change(const fs::path& folder, const char* sql) {
  Database(folder / "events.db", Database::Use::write).run(sql);
}

std::string log_fault(const fs::path& folder) {
  Database database(folder / "events.db", Database::Use::write);
  return check_log(database).fault;
}

}  // namespace akkoord::test

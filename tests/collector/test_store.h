// SPDX-License-Identifier: MIT
//
// A store in a folder of its own, with a clock that stands where the test puts it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <future>
#include <memory>
#include <string>

#include "collector/sqlite_store.h"

namespace akkoord::test {

inline constexpr std::int64_t start_s = 1'795'737'600;

/// A new folder; removed with everything in it at the end.
class TemporaryFolder {
 public:
  TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder();
  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

 private:
  std::filesystem::path path_;
};

/// Opens the store in `folder`; null where it can't be, and `fault` says why.
std::unique_ptr<SqliteStore> open_store(const std::filesystem::path& folder,
                                        std::int64_t now_s = start_s, std::string* fault = nullptr);

/// Settings with a clock that stands still.
StoreSettings settings_at(std::int64_t now_s);

/// Puts something and waits for the answer.
StoreAnswer put(SqliteStore& store, const auto& what, std::int64_t received_s = start_s) {
  std::promise<StoreAnswer> answer;
  store.put(what, received_s, [&](StoreAnswer given) { answer.set_value(given); });
  return answer.get_future().get();
}

/// A consent whose id ends in `number`.
ConsentEvent consent(unsigned number);
/// A refusal whose id ends in `number`.
ConsentEvent refusal(unsigned number);
/// A showing.
ShownCount shown();

/// The one number that `sql` asks for.
std::int64_t number_in(const std::filesystem::path& folder, const char* sql);
/// Changes the database behind the store's back.
void change(const std::filesystem::path& folder, const char* sql);
/// What check_log() finds wrong.
std::string log_fault(const std::filesystem::path& folder);

}  // namespace akkoord::test

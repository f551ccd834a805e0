// SPDX-License-Identifier: MIT
#include "collector/record_list.h"

#include <array>
#include <ctime>
#include <stdexcept>

#include "core/event/read_record.h"

namespace akkoord {

namespace {

ListedRecord listed(const std::string& record) {
  const std::optional<LoggedRecord> logged = read_record(record);
  if (!logged) {
    throw std::runtime_error("a record can't be read: akkoord-collector check-log tells which");
  }
  const ConsentEvent& event = logged->event;
  std::array<char, consent_id_text_bytes> id{};
  return {std::string(write_consent_id(event.id, id)),
          logged->received_s,
          std::string(name_of(kind_of(event))),
          std::string(name_of(event.method)),
          event.language,
          std::string(name_of(event.device))};
}

}  // namespace

std::vector<ListedRecord> list_records(ProofSource& source, const ListWish& wish) {
  std::vector<ListedRecord> list;
  for (const std::string& record :
       source.records_at(wish.site, wish.from_s, wish.to_s, max_listed_records + 1)) {
    list.push_back(listed(record));
  }
  return list;
}

std::optional<std::int64_t> read_moment(const std::string& text, bool is_end) {
  struct Form {
    const char* format;
    std::int64_t length_s;
  };
  constexpr std::array<Form, 3> forms = {
      {{"%Y-%m-%dT%H:%M:%S", 1}, {"%Y-%m-%dT%H:%M", 60}, {"%Y-%m-%d", 86'400}}};
  for (const Form& form : forms) {
    std::tm parts{};
    parts.tm_isdst = -1;
    const char* rest = ::strptime(text.c_str(), form.format, &parts);
    if (rest == nullptr) continue;
    const std::string_view zone = rest;
    if (!zone.empty() && zone != "Z") continue;
    const std::time_t start = zone == "Z" ? ::timegm(&parts) : std::mktime(&parts);
    return static_cast<std::int64_t>(start) + (is_end ? form.length_s - 1 : 0);
  }
  return std::nullopt;
}

}  // namespace akkoord

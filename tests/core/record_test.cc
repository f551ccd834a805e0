// SPDX-License-Identifier: MIT
//
// The record of a choice: one spelling each, no byte taken on trust, and when it counts.
#include "core/record.h"

#include <array>
#include <boost/test/unit_test.hpp>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "tests/core/tight_text.h"

namespace akkoord::test {

using namespace std::string_view_literals;

namespace {

constexpr std::string_view id_text = "01a21a4d-4000-7d3e-9f10-2b4c6d8e0f12";
constexpr std::string_view given_text =
    "1.7.1795737600.1811462400.01a21a4d-4000-7d3e-9f10-2b4c6d8e0f12";

ConsentRecord given_record() {
  return {7, 1'795'737'600, 1'811'462'400, parse_consent_id(id_text).value()};
}

std::string encoded(const ConsentRecord& record) {
  std::array<char, max_record_bytes> out{};
  const Result<std::string_view> text = encode(record, out);
  return text.ok() ? std::string(text.value()) : "(no room)";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(record)

BOOST_AUTO_TEST_CASE(reads_as_it_was_written) {
  const TightText tight(given_text);
  const Result<ConsentRecord> result = decode(tight.view());
  BOOST_TEST_REQUIRE(result.ok());
  BOOST_TEST((result.value() == given_record()));
  BOOST_TEST(encoded(given_record()) == given_text);
}

BOOST_AUTO_TEST_CASE(holds_the_least_and_the_most) {
  const ConsentId id = parse_consent_id(id_text).value();
  for (const ConsentRecord& edge :
       {ConsentRecord{}, ConsentRecord{0xFFFF'FFFF, 999'999'999'999, 999'999'999'999, id}}) {
    const std::string text = encoded(edge);
    BOOST_TEST_CONTEXT(text) {
      const TightText tight(text);
      const Result<ConsentRecord> result = decode(tight.view());
      BOOST_TEST_REQUIRE(result.ok());
      BOOST_TEST((result.value() == edge));
    }
  }
}

BOOST_AUTO_TEST_CASE(spoiled_names_the_field_or_byte_that_spoils_it) {
  constexpr std::pair<std::string_view, std::size_t> spoiled[] = {
      {"1.4294967296.1.2.01a21a4d-4000-7d3e-9f10-2b4c6d8e0f12", 2},  // a revision beyond 32 bits
      {"1.99999999999999999999.1.2.01a21a4d-4000-7d3e-9f10-2b4c6d8e0f12", 2},
      {"1.07.1.2.01a21a4d-4000-7d3e-9f10-2b4c6d8e0f12", 2},  // a leading zero
      {"1.7.00.2.01a21a4d-4000-7d3e-9f10-2b4c6d8e0f12", 4},  // likewise
      {"1.+7.1.2.01a21a4d-4000-7d3e-9f10-2b4c6d8e0f12", 2},  // a sign
      {"1.7.-1.2.01a21a4d-4000-7d3e-9f10-2b4c6d8e0f12", 4},  // likewise
      {"1. 7.1.2.01a21a4d-4000-7d3e-9f10-2b4c6d8e0f12", 2},  // a blank
      {"1.7.1e3.2000.01a21a4d-4000-7d3e-9f10-2b4c6d8e0f12", 4},
      {"1.0x7.1.2.01a21a4d-4000-7d3e-9f10-2b4c6d8e0f12", 2},
      {"1..1.2.01a21a4d-4000-7d3e-9f10-2b4c6d8e0f12", 2},  // nothing
      {"1.7.1000000000000.1000000000000.01a21a4d-4000-7d3e-9f10-2b4c6d8e0f12", 4},
      {"1.7.2.1.01a21a4d-4000-7d3e-9f10-2b4c6d8e0f12", 6},    // expires before it is issued
      {"1.7.1.2.01a21a4d-4000-4d3e-9f10-2b4c6d8e0f12", 22},   // a UUID of version 4
      {"1.7.1.2.01A21A4D-4000-7D3E-9F10-2B4C6D8E0F12", 10},   // upper case
      {"1.7.1.2.01a21a4d-4000-7d3e-9f10-2b4c6d8e0f12.", 44},  // one field too many
      {"1.7.1.2.01a21a4d-4000-7d3e-9f10-2b4c6d8e0f12 ", 44},
      {"1.7.1.2.", 8},
      {"1.7.1.2", 7},
      {"1.7", 3},
      {"1.", 2},
      {"1", 1},
      {"1.7\0.1.2.01a21a4d-4000-7d3e-9f10-2b4c6d8e0f12"sv, 2},
      {"1.\xC2\xB2.1.2.01a21a4d-4000-7d3e-9f10-2b4c6d8e0f12", 2},  // a superscript two
      {"1.\xD9\xA7.1.2.01a21a4d-4000-7d3e-9f10-2b4c6d8e0f12", 2},  // an Arabic seven
      {"1.7.1.2.01a21a4d-4000-7d3e-9f10-2b4c6d8e0f1\xFF", 43},
  };
  for (const auto& [value, offset_bytes] : spoiled) {
    BOOST_TEST_CONTEXT(value) {
      const TightText tight(value);
      const Result<ConsentRecord> result = decode(tight.view());
      BOOST_TEST_REQUIRE(!result.ok());
      BOOST_TEST((result.error().code == ErrorCode::malformed));
      BOOST_TEST(result.error().offset_bytes == offset_bytes);
    }
  }
}

BOOST_AUTO_TEST_CASE(may_expire_at_the_second_of_issue_but_not_before) {
  BOOST_TEST(decode("1.7.2.2.01a21a4d-4000-7d3e-9f10-2b4c6d8e0f12").ok());
  BOOST_TEST(!decode("1.7.2.1.01a21a4d-4000-7d3e-9f10-2b4c6d8e0f12").ok());
}

BOOST_AUTO_TEST_CASE(of_another_version_has_an_unknown_format) {
  for (const std::string_view value :
       {""sv, "."sv, "0"sv, "2.7.1.2.x"sv, "01.7.1.2.x"sv, "11.7"sv, " 1.7"sv, "v1.7"sv, "\0"sv,
        "1\0.7"sv, "garbage"sv, "%31.7"sv, "\"1.7.1.2"sv,
        "\xEF\xBB\xBF"
        "1.7"sv}) {
    BOOST_TEST_CONTEXT(value) {
      const TightText tight(value);
      const Result<ConsentRecord> result = decode(tight.view());
      BOOST_TEST_REQUIRE(!result.ok());
      BOOST_TEST((result.error().code == ErrorCode::unknown_format));
    }
  }
}

BOOST_AUTO_TEST_CASE(beyond_80_bytes_is_not_looked_at) {
  for (const std::size_t bytes : {81U, 4'096U, 65'536U}) {
    const Result<ConsentRecord> result = decode(std::string(bytes, '1'));
    BOOST_TEST_REQUIRE(!result.ok());
    BOOST_TEST((result.error().code == ErrorCode::too_long));
  }
  const Result<ConsentRecord> result = decode(std::string(80, '1'));
  BOOST_TEST_REQUIRE(!result.ok());
  BOOST_TEST((result.error().code == ErrorCode::unknown_format));
}

BOOST_AUTO_TEST_CASE(cut_short_anywhere_is_refused) {
  for (std::size_t length = 0; length < given_text.size(); ++length) {
    BOOST_TEST_CONTEXT(length << " bytes") {
      BOOST_TEST(!decode(TightText(given_text.substr(0, length)).view()).ok());
    }
  }
}

BOOST_AUTO_TEST_CASE(with_one_byte_changed_is_refused_or_means_just_what_it_says) {
  for (std::size_t i = 0; i < given_text.size(); ++i) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string changed(given_text);
      changed[i] = static_cast<char>(byte);
      const TightText tight(changed);
      const Result<ConsentRecord> result = decode(tight.view());
      if (result.ok()) BOOST_TEST(encoded(result.value()) == changed);
    }
  }
}

BOOST_AUTO_TEST_CASE(is_written_only_where_it_fits_whole) {
  const auto fits = [](std::size_t room_bytes) {
    std::vector<char> tight(room_bytes);
    const Result<std::string_view> text = encode(given_record(), tight);
    if (!text.ok()) BOOST_TEST((text.error().code == ErrorCode::no_room));
    return text.ok();
  };
  BOOST_TEST(fits(given_text.size()));
  for (std::size_t room_bytes = 0; room_bytes < given_text.size(); ++room_bytes) {
    BOOST_TEST_CONTEXT(room_bytes) {
      BOOST_TEST(!fits(room_bytes));
    }
  }
}

BOOST_AUTO_TEST_CASE(that_no_reader_would_look_at_is_not_written) {
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  std::array<char, 200> out{};
  const ConsentRecord longest{0xFFFF'FFFF, most, most, {}};
  const Result<std::string_view> text = encode(longest, out);
  BOOST_TEST_REQUIRE(!text.ok());
  BOOST_TEST((text.error().code == ErrorCode::no_room));
}

BOOST_AUTO_TEST_CASE(counts_until_the_second_it_expires) {
  const ConsentRecord given = given_record();
  BOOST_TEST((standing(given, 7, given.expires_s - 1) == Standing::current));
  BOOST_TEST((standing(given, 7, given.expires_s) == Standing::expired));
}

BOOST_AUTO_TEST_CASE(may_be_issued_five_minutes_ahead_of_the_readers_clock) {
  const ConsentRecord given = given_record();
  BOOST_TEST((standing(given, 7, given.issued_s) == Standing::current));
  BOOST_TEST((standing(given, 7, given.issued_s - 300) == Standing::current));
  BOOST_TEST((standing(given, 7, given.issued_s - 301) == Standing::issued_later));
}

BOOST_AUTO_TEST_CASE(counts_under_its_own_revision_alone) {
  const ConsentRecord given = given_record();
  for (const std::uint32_t revision : {0U, 6U, 8U, 0xFFFF'FFFFU}) {
    BOOST_TEST((standing(given, revision, given.issued_s) == Standing::other_revision));
  }
}

// Source: RFC 6265bis: no browser keeps a cookie longer than 400 days.
BOOST_AUTO_TEST_CASE(lives_400_days_at_most) {
  ConsentRecord given = given_record();
  given.expires_s = given.issued_s + max_lifetime_s;
  BOOST_TEST((standing(given, 7, given.issued_s + max_lifetime_s - 1) == Standing::current));
  given.expires_s = given.issued_s + 2 * max_lifetime_s;
  BOOST_TEST((standing(given, 7, given.issued_s + max_lifetime_s - 1) == Standing::current));
  BOOST_TEST((standing(given, 7, given.issued_s + max_lifetime_s) == Standing::expired));
}

BOOST_AUTO_TEST_CASE(is_judged_at_any_reading_of_the_clock) {
  const ConsentRecord given = given_record();
  using Time = std::numeric_limits<std::int64_t>;
  BOOST_TEST((standing(given, 7, Time::min()) == Standing::issued_later));
  BOOST_TEST((standing(given, 7, 0) == Standing::issued_later));
  BOOST_TEST((standing(given, 7, Time::max() - 300) == Standing::expired));
}

BOOST_AUTO_TEST_CASE(is_expired_at_the_end_of_time_not_from_the_future) {
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  BOOST_TEST((standing(given_record(), 7, most) == Standing::expired));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord::test

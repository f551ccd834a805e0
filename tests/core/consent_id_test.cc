// SPDX-License-Identifier: MIT
//
// Consent ids: UUIDs of version 7, one spelling each, and the nil id of a refusal.
#include "core/consent_id.h"

#include <array>
#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>

#include "tests/core/tight_text.h"

namespace akkoord::test {

using namespace std::string_view_literals;

namespace {

// RFC 9562, A.6: an example of version 7 and its time.
constexpr std::string_view example = "017f22e2-79b0-7cc3-98c4-dc0c0c07398f";
constexpr std::int64_t example_ms = 0x017F'22E2'79B0;
constexpr std::string_view nil_text = "00000000-0000-0000-0000-000000000000";

std::string written(const ConsentId& id) {
  std::array<char, consent_id_text_bytes> text{};
  return std::string(write_consent_id(id, text));
}

using Entropy = std::array<std::uint8_t, consent_id_entropy_bytes>;

}  // namespace

BOOST_AUTO_TEST_SUITE(consent_id)

BOOST_AUTO_TEST_CASE(reads_as_it_was_written) {
  for (const std::string_view text :
       {example, nil_text, "ffffffff-ffff-7fff-bfff-ffffffffffff"sv}) {
    BOOST_TEST_CONTEXT(text) {
      const TightText tight(text);
      const Result<ConsentId> id = parse_consent_id(tight.view());
      BOOST_TEST_REQUIRE(id.ok());
      BOOST_TEST(written(id.value()) == text);
    }
  }
}

BOOST_AUTO_TEST_CASE(is_nil_only_when_all_zeros) {
  BOOST_TEST(parse_consent_id(nil_text).value().nil());
  BOOST_TEST(ConsentId{}.nil());
  BOOST_TEST(!parse_consent_id(example).value().nil());
  BOOST_TEST(!parse_consent_id("00000000-0000-7000-8000-000000000000").value().nil());
}

BOOST_AUTO_TEST_CASE(spoiled_names_the_byte_that_spoils_it) {
  constexpr std::pair<std::string_view, std::size_t> spoiled[] = {
      {"", 0},
      {"{17f22e2-79b0-7cc3-98c4-dc0c0c07398f", 0},
      {"017F22e2-79b0-7cc3-98c4-dc0c0c07398f", 3},   // upper case
      {"017f22e2079b0-7cc3-98c4-dc0c0c07398", 8},    // no hyphen where one belongs
      {"017f22e2-79b0-4cc3-98c4-dc0c0c07398f", 14},  // version 4, random
      {"017f22e2-79b0-1cc3-98c4-dc0c0c07398f", 14},  // version 1, time and network card
      {"017f22e2-79b0-8cc3-98c4-dc0c0c07398f", 14},  // version 8
      {"017f22e2-79b0-7cc3-78c4-dc0c0c07398f", 19},  // another variant
      {"017f22e2-79b0-7cc3-c8c4-dc0c0c07398f", 19},  // another variant
      {"00000000-0000-0000-0000-000000000001", 14},  // nearly nil
      {"017f22e2-79b0-7cc3-98c4-dc0c0c07398g", 35},
      {"017f22e2-79b0-7cc3-98c4-dc0c0c07398f0", 36},  // one too many
      {"017f22e2-79b0-7cc3-98c4-dc0c0c07398f ", 36},
      {"017f22e2-79b0-7cc3-98c4-dc0c0c0739\xC3\xA9", 34},
      {"017f22e2-79b0-7cc3-98c4-dc0c0c07398\0"sv, 35},
  };
  for (const auto& [text, offset_bytes] : spoiled) {
    BOOST_TEST_CONTEXT(text) {
      const TightText tight(text);
      const Result<ConsentId> id = parse_consent_id(tight.view());
      BOOST_TEST_REQUIRE(!id.ok());
      BOOST_TEST((id.error().code == ErrorCode::malformed));
      BOOST_TEST(id.error().offset_bytes == offset_bytes);
    }
  }
}

BOOST_AUTO_TEST_CASE(cut_short_is_malformed_where_it_ends) {
  for (std::size_t length = 0; length < example.size(); ++length) {
    BOOST_TEST_CONTEXT(length << " bytes") {
      const TightText tight(example.substr(0, length));
      const Result<ConsentId> id = parse_consent_id(tight.view());
      BOOST_TEST_REQUIRE(!id.ok());
      BOOST_TEST(id.error().offset_bytes == length);
    }
  }
}

BOOST_AUTO_TEST_CASE(made_is_that_of_rfc_9562) {
  const Entropy entropy = {0x0C, 0xC3, 0x18, 0xC4, 0xDC, 0x0C, 0x0C, 0x07, 0x39, 0x8F};
  BOOST_TEST(written(make_consent_id(example_ms, entropy)) == example);
}

BOOST_AUTO_TEST_CASE(made_from_any_bytes_is_a_version_7) {
  for (int byte = 0; byte < 256; ++byte) {
    Entropy entropy{};
    entropy.fill(static_cast<std::uint8_t>(byte));
    for (const std::int64_t now_ms : {std::int64_t{0}, example_ms, (std::int64_t{1} << 48) - 1}) {
      const ConsentId id = make_consent_id(now_ms, entropy);
      const Result<ConsentId> read = parse_consent_id(written(id));
      BOOST_TEST_REQUIRE(read.ok());
      BOOST_TEST((read.value() == id));
      BOOST_TEST(!id.nil());
    }
  }
}

BOOST_AUTO_TEST_CASE(made_later_sorts_later) {
  const Entropy most = {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};
  BOOST_TEST(written(make_consent_id(example_ms, most)) <
             written(make_consent_id(example_ms + 1, Entropy{})));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord::test

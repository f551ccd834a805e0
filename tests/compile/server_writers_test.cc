// SPDX-License-Identifier: MIT
#include <array>
#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/compile/server/caddy.h"
#include "core/compile/server/edge_worker.h"
#include "core/compile/server/haproxy.h"
#include "core/compile/server/haproxy_lines.h"
#include "core/compile/server/php.h"
#include "core/compile/server/program.h"
#include "tests/compile/test_catalogue.h"

namespace akkoord {

using test::holds;

namespace {

/// A table with one service of each kind that matters, and texts that a schema lets through.
ServerTable small_table() {
  ServerTable table;
  table.policy_id = "clinic";
  table.revision = 7;
  table.record_names = {"set", "fu", "ga", "ma", "so", "sv", "sr"};
  table.opening = "default-src 'self' own.test";
  table.tail = "; form-action 'self'";
  table.services = {{"counter", Category::analytical, true, false},
                    {"pixel", Category::advertising, false, false},
                    {"a-b", Category::functional, false, true}};
  table.groups = {{{0}, "counter.test"}, {{1}, "pixel.test/a%20b"}, {{0, 1}, "*.both.test"}};
  table.base = "/akkoord/";
  table.embeds = {"pixel"};
  return table;
}

using Write = std::vector<ServerFile> (*)(const ServerTable&);
constexpr std::array<std::pair<std::string_view, Write>, 4> writers = {
    {{"edge-worker", edge_worker},
     {"php", php_config},
     {"haproxy", haproxy_config},
     {"caddy", caddy_config}}};

std::string text_of(Write write, const ServerTable& table) {
  std::string text;
  for (const ServerFile& file : write(table)) text += file.text;
  return text;
}

/// How often `part` stands in `text`.
std::size_t count(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos;
       at = text.find(part, at + part.size())) {
    ++found;
  }
  return found;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(server_writers)

BOOST_AUTO_TEST_CASE(quote_so_that_no_text_ends_its_quotation) {
  BOOST_TEST(php_string("a'b\\c\"$d?>") == "'a\\'b\\\\c\"$d?>'");
  BOOST_TEST(php_string("\\") == "'\\\\'");
  BOOST_TEST(haproxy_word("a\"b\\c$d'%") == "\"a\\\"b\\\\c\\$d'%\"");
}

BOOST_AUTO_TEST_CASE(let_no_name_of_a_record_out_of_its_quotation) {
  ServerTable table = small_table();
  // Every character that a cookie's name may have (RFC 9110, token) and that a language may heed.
  const std::string name = "x'`$!#%&*+.^|~y";
  table.record_names.fill(name);
  const std::string javascript = text_of(edge_worker, table);
  BOOST_TEST(count(javascript, name) == count(javascript, "\"" + name + "\""));
  const std::string php = text_of(php_config, table);
  BOOST_TEST(count(php, "'x\\'`$!#%&*+.^|~y'") == 7U);
  BOOST_TEST(!holds(php, name));
  const std::string caddy = text_of(caddy_config, table);
  BOOST_TEST(!holds(caddy, "x'"));
  BOOST_TEST(holds(caddy, R"(x\x27\x60\x24\x21\x23\x25\x26\x2a\x2b\.\x5e\x7c\x7ey)"));
  const std::string haproxy = text_of(haproxy_config, table);
  BOOST_TEST(!holds(haproxy, name));
  BOOST_TEST(holds(haproxy, "\"x'`\\$!#%%&*+.^|~y=%[var(txn.akkoord_set)]"));
}

BOOST_AUTO_TEST_CASE(let_no_path_out_of_its_quotation) {
  ServerTable table = small_table();
  table.sensitive_routes = {"/a$b(c)!%27+d/"};
  table.paths = {{"/p$(x)%0A/", 1}};
  table.base = "/a$'b/";
  for (const auto& [name, write] : writers) {
    BOOST_TEST_CONTEXT(name) {
      const std::string text = text_of(write, table);
      BOOST_TEST(!holds(text, "\n/a"));  // no line begins with what a policy says
      BOOST_TEST(!holds(text, "\n/p"));
    }
  }
  BOOST_TEST(holds(text_of(php_config, table), "BASE = '/a$\\'b/'"));
  BOOST_TEST(holds(text_of(haproxy_config, table), "\"/a\\$b(c)!%27+d/\""));
  BOOST_TEST(holds(text_of(haproxy_config, table), R"('^/a\x24\x27b/embed-)"));
  // Caddy compares decoded paths, with any number of slashes for one.
  BOOST_TEST(
      holds(text_of(caddy_config, table), R"(`~^/+a\x24b\x28c\x29\x21\x27\x2bd/+` sensitive)"));
  BOOST_TEST(holds(text_of(caddy_config, table), R"(`~^/+p\x24\x28x\x29\x0a/+` pixel)"));
}

BOOST_AUTO_TEST_CASE(spell_a_percent_sign_for_haproxys_formats) {
  const std::string text = text_of(haproxy_config, small_table());
  BOOST_TEST(holds(text, "'str(\" pixel.test/a%20b\")'"));  // no format: by the letter
  ServerTable own = small_table();
  own.opening += " cdn.test/a%20b";
  BOOST_TEST(holds(text_of(haproxy_config, own), "own.test cdn.test/a%%20b%[var("));
}

BOOST_AUTO_TEST_CASE(only_report_where_the_policy_observes) {
  ServerTable table = small_table();
  table.paths = {{"/p/", 1}};
  for (const auto& [name, write] : writers) {
    BOOST_TEST_CONTEXT(name) {
      table.observe = false;
      const std::string held = text_of(write, table);
      table.observe = true;
      const std::string observed = text_of(write, table);
      BOOST_TEST(held != observed);
      const std::string_view refusal = "deny_status 403";
      BOOST_TEST((holds(held, refusal) == (name == "haproxy")));
      BOOST_TEST(!holds(observed, refusal));
      BOOST_TEST((holds(held, "@akkoord_closed") == (name == "caddy")));
      BOOST_TEST(!holds(observed, "@akkoord_closed"));
      BOOST_TEST(holds(observed, "-Report-Only"));
    }
  }
}

BOOST_AUTO_TEST_CASE(leave_out_the_pages_of_embeds_only_where_they_lie_on_the_site) {
  ServerTable table = small_table();
  BOOST_TEST(holds(text_of(haproxy_config, table), "'^/akkoord/embed-(?:pixel)\\.html$'"));
  table.base.clear();
  for (const auto& [name, write] : writers) {
    BOOST_TEST_CONTEXT(name) {
      BOOST_TEST(!holds(text_of(write, table), "/akkoord/embed-"));
    }
  }
}

BOOST_AUTO_TEST_CASE(ask_haproxy_for_room_for_the_longest_header) {
  ServerTable table = small_table();
  BOOST_TEST(holds(text_of(haproxy_config, table), "tune.maxrewrite 6144\n"));
  table.groups.push_back({{1}, std::string(10'000, 'x')});
  BOOST_TEST(holds(text_of(haproxy_config, table), "tune.bufsize 31744\n"));
  BOOST_TEST(holds(text_of(haproxy_config, table), "tune.maxrewrite 15360\n"));
}

BOOST_AUTO_TEST_CASE(put_parts_in_the_place_of_lines_that_name_them) {
  const ProgramPart parts[] = {{"title", "# one\n"}, {"body", "# {two}\n"}};
  BOOST_TEST(with_parts("// ours\n// {title}\nx // {body}\n\n  // {body}\n// {none}\nend", parts) ==
             "# one\nx // {body}\n\n# {two}\nend\n");
  BOOST_TEST(with_parts("// ours alone\n", parts).empty());
}

BOOST_AUTO_TEST_CASE(leave_no_part_of_a_program_open) {
  for (const auto& [name, write] : writers) {
    BOOST_TEST_CONTEXT(name) {
      BOOST_TEST(!holds(text_of(write, small_table()), "// {"));
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord

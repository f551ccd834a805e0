// SPDX-License-Identifier: MIT
#include "core/compile/compile.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "core/blob.h"
#include "core/compile/blob_writer.h"
#include "core/compile/check.h"
#include "core/compile/check_claims.h"
#include "core/compile/embed_page.h"
#include "core/compile/host_map.h"
#include "core/compile/language.h"
#include "core/compile/language_text.h"
#include "core/compile/preset.h"
#include "core/compile/preset_list.h"
#include "core/compile/quoted.h"
#include "core/compile/read.h"
#include "core/compile/schema.h"
#include "core/compile/script.h"
#include "core/compile/sha256.h"
#include "core/compile/snippet.h"
#include "core/compile/table.h"
#include "core/compile/theme.h"
#include "core/decision.h"
#include "core/page_policy.h"
#include "core/pattern.h"

namespace akkoord {

namespace {

constexpr std::size_t version_digits = 8;

/// Reads and checks into `opened`; says whether there is a policy to go on with.
bool read_policy(const CompileInput& input, OpenedPolicy& opened) {
  Diagnostics& diagnostics = opened.diagnostics;
  const std::optional<JsonValue> schema_root =
      read_json(input.catalogue.schema, "policy.schema.json", diagnostics);
  const std::optional<JsonValue> root =
      read_json(input.policy.text, input.policy.path, diagnostics);
  if (!schema_root || !root) return false;
  const Schema schema(*schema_root);
  schema.check(*root, diagnostics);
  const std::vector<JsonValue> services =
      expand_services(*root, input.catalogue, schema, diagnostics);
  opened.policy = policy_from_json(*root, services);

  Diagnostics later;
  opened.languages = read_languages(opened.policy, input.catalogue, later);
  check_policy(opened.policy, opened.languages, later);
  check_claims(opened.policy, later);
  add_unless_explained(diagnostics, std::move(later));
  return !has_errors(diagnostics);
}

/// Maps hosts where that is asked for.
void map_hosts(const CompileInput& input, OpenedPolicy& opened) {
  if (!input.host_map) return;
  const std::optional<HostMap> map =
      HostMap::read(input.host_map->text, input.host_map->path, opened.diagnostics);
  if (!map) return;
  map->apply(opened.policy);
  opened.needs = needs_of(opened.policy);
}

/// The host of an absolute base; empty for a site path.
std::string_view base_host(std::string_view base) noexcept {
  const std::size_t start = base.find("//");
  if (base.starts_with('/') || start == std::string_view::npos) return {};
  const std::string_view rest = base.substr(start + 2);
  return rest.substr(0, rest.find('/'));
}

bool is_base(std::string_view base) noexcept {
  const bool safe = std::all_of(base.begin(), base.end(), [](char c) {
    return c > ' ' && c < '\x7F' && std::string_view("\"'<>\\?#").find(c) == std::string_view::npos;
  });
  if (!safe) return false;
  if (base.starts_with('/')) return !base.starts_with("//");
  if (!base.starts_with("https://") && !base.starts_with("http://")) return false;
  const Result<UrlPattern> host = parse_url_pattern(base_host(base));
  return host.ok() && !host.value().wildcard && !host.value().host.empty();
}

/// The script's own host is one that the site needs.
void take_base(std::string_view base, OpenedPolicy& opened) {
  if (!is_base(base)) {
    opened.diagnostics.push_back(
        error_about("--base", in_quotes(base) + " is no address of a folder",
                    "Write a path of the site such as \"/akkoord/\", or an https address."));
    return;
  }
  const std::string_view host = base_host(base);
  if (!host.empty()) opened.policy.first_party.push_back({std::string(host), {}});
}

void write_blob_of(const CompileInput& input, OpenedPolicy& opened) {
  opened.blob = write_blob(opened.policy, opened.needs);
  const Result<PolicyBlob> blob = PolicyBlob::open(opened.blob);
  if (blob.ok()) return;
  opened.diagnostics.push_back(error_about(
      input.policy.path, "the compiled policy " + std::string(sentence_for(blob.error().code)),
      "Remove services or patterns."));
}

std::string refusing_policy(const std::string& blob) {
  const Result<PolicyBlob> opened = PolicyBlob::open(blob);
  if (!opened.ok()) return {};
  std::string room(blob.size() + 4'096, '\0');
  const Decision nothing_granted = decide(Records{}, opened.value(), Circumstances{});
  const Result<std::string_view> text = page_policy(opened.value(), nothing_granted, room);
  return text.ok() ? std::string(text.value()) : std::string();
}

std::string_view without_final_newlines(std::string_view text) noexcept {
  while (text.ends_with('\n')) text.remove_suffix(1);
  return text;
}

std::string version_of(std::string_view text) {
  return sha256_hex(text).substr(0, version_digits);
}

/// What the policy's banner has in style besides what all have.
std::string banner_style(const Policy& policy, const Catalogue& catalogue) {
  std::string style = theme_style(policy);
  if (policy.layout == "bar") style += catalogue.bar_style;
  if (policy.layout == "dialog") style += catalogue.dialog_style;
  return style;
}

/// What the script loads later.
std::vector<OutputFile> later_files(const Catalogue& catalogue, const OpenedPolicy& opened,
                                    const std::string& later_script) {
  std::vector<OutputFile> files = {
      {"akkoord-later.js", later_script},
      {"akkoord-settings.js", std::string(catalogue.settings_script)},
      {"akkoord-embeds.js", std::string(catalogue.embeds_script)},
      {"akkoord-inspector.js", std::string(catalogue.inspector_script)},
      {"akkoord-declaration.js", std::string(catalogue.declaration_script)}};
  for (const JsonValue& language : opened.languages) {
    files.push_back({std::string(text_at(language, "language")) + ".json",
                     language_json(language, opened.policy, catalogue)});
  }
  const std::vector<PolicyService>& services = opened.policy.services;
  for (std::size_t number = 0; number < services.size(); ++number) {
    if (!services[number].has_placeholder()) continue;
    files.push_back(
        {embed_page_name(services[number].id), embed_page(opened.policy, opened.needs, number)});
  }
  files.push_back({"presets.json", preset_list(catalogue)});
  files.insert(files.end(), opened.further.begin(), opened.further.end());
  return files;
}

/// The lines to paste, by install.
std::vector<OutputFile> install_files(const OpenedPolicy& opened, std::string_view bootstrap,
                                      std::string_view early, const std::string& url) {
  if (opened.policy.observe) {
    return {{"snippet.html", write_observing_snippet(url)},
            {"header.html", write_observing_snippet(url + "#header")},
            {"tag.html", write_observing_snippet(url + "#tag")}};
  }
  return {{"snippet.html", write_snippet({bootstrap, url, refusing_policy(opened.blob)})},
          {"header.html", write_header_lines(early, url)},
          {"tag.html", write_tag_lines(url)}};
}

/// What pages of a country take, where something is exempt there that is not so everywhere.
std::vector<std::pair<std::string, std::string>> country_blobs(const OpenedPolicy& opened) {
  std::vector<std::pair<std::string, std::string>> blobs;
  for (const Jurisdiction& one : opened.policy.jurisdictions) {
    const std::string& country = one.country.text;
    std::string blob = write_page_blob(opened.policy, opened.needs, country);
    if (blob != write_page_blob(opened.policy, opened.needs)) {
      blobs.emplace_back(country, std::move(blob));
    }
  }
  return blobs;
}

bool write_files(const CompileInput& input, const OpenedPolicy& opened, CompileOutcome& outcome) {
  const Catalogue& catalogue = input.catalogue;
  const std::optional<std::string> bootstrap = with_literal(
      without_final_newlines(catalogue.bootstrap), "AKKOORD_TABLE",
      table_literal(opened.policy, opened.needs, catalogue.path_gate, catalogue.page_country));
  const std::optional<std::string> early = with_literal(
      without_final_newlines(catalogue.early), "AKKOORD_CALLS", opened.policy.webrtc ? "1" : "0");
  const std::optional<std::string> later_script = write_later_script(catalogue);
  if (!bootstrap || !early || !later_script || bootstrap->find("</") != std::string::npos)
    return false;
  outcome.bootstrap_hash = policy_hash(*bootstrap);

  std::vector<OutputFile> later = later_files(catalogue, opened, *later_script);
  std::string later_text;
  for (const OutputFile& file : later) later_text += file.text;
  const std::string version = version_of(later_text);
  std::optional<std::string> script = write_script(
      {opened.policy, opened.languages.front(), write_page_blob(opened.policy, opened.needs),
       version, banner_style(opened.policy, catalogue), country_blobs(opened)},
      catalogue);
  if (!script) return false;

  std::string url(input.base);
  if (!url.ends_with('/')) url += '/';
  url += "akkoord.js?v=" + version_of(*script);
  outcome.files.push_back({"akkoord.js", std::move(*script)});
  for (OutputFile& file : later) outcome.files.push_back(std::move(file));
  for (OutputFile& file : install_files(opened, *bootstrap, *early, url)) {
    outcome.files.push_back(std::move(file));
  }
  return true;
}

}  // namespace

OpenedPolicy open_policy(const CompileInput& input) {
  OpenedPolicy opened;
  if (read_policy(input, opened)) {
    // The notes speak of the policy's own hosts; the blob holds what they are mapped to.
    opened.needs = needs_of(opened.policy);
    note_overlaps(opened.policy, opened.needs, opened.diagnostics);
    map_hosts(input, opened);
    take_base(input.base, opened);
    if (opened.ok()) write_blob_of(input, opened);
  }
  put_in_order(opened.diagnostics, input.policy.path);
  return opened;
}

CompileOutcome compile(const CompileInput& input) {
  return compile(input, open_policy(input));
}

CompileOutcome compile(const CompileInput& input, OpenedPolicy opened) {
  CompileOutcome outcome;
  if (opened.ok()) {
    outcome.lock = write_lock(opened.policy, input.lock, input.date, opened.diagnostics);
    if (opened.ok() && !write_files(input, opened, outcome)) {
      opened.diagnostics.push_back(
          error_about("web", "the scripts built into this program have no place for the policy",
                      "Build it again with ./build."));
    }
  }
  put_in_order(opened.diagnostics, input.policy.path);
  outcome.diagnostics = std::move(opened.diagnostics);
  if (outcome.ok()) return outcome;
  outcome.files.clear();
  outcome.lock.clear();
  outcome.bootstrap_hash.clear();
  return outcome;
}

}  // namespace akkoord

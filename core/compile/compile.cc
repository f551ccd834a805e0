// SPDX-License-Identifier: MIT
#include "core/compile/compile.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "core/blob.h"
#include "core/compile/blob_writer.h"
#include "core/compile/bundle.h"
#include "core/compile/check.h"
#include "core/compile/check_claims.h"
#include "core/compile/embed_page.h"
#include "core/compile/host_map.h"
#include "core/compile/language.h"
#include "core/compile/language_text.h"
#include "core/compile/later_script.h"
#include "core/compile/needed_hosts.h"
#include "core/compile/preset.h"
#include "core/compile/preset_list.h"
#include "core/compile/read.h"
#include "core/compile/schema.h"
#include "core/compile/script.h"
#include "core/compile/sha256.h"
#include "core/compile/snippet.h"
#include "core/compile/table.h"
#include "core/compile/theme.h"
#include "core/decision.h"
#include "core/page_policy.h"

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

/// What akkoord-tell.js depends on beside the files that load later, so that their version changes
/// with it: its name must never stand for two contents.
std::string all_else(const CompileInput& input, const ScriptParts& parts,
                     std::string_view bootstrap) {
  std::string text = data_literal(parts, input.catalogue);
  for (const std::string_view part :
       {input.policy.text, input.catalogue.page_script, input.catalogue.early,
        input.catalogue.tell_script, bootstrap, input.base}) {
    text += part;
  }
  return text;
}

/// Adds the manifest of all files so far, and the script that tells the collector and names it.
bool add_teller(const CompileInput& input, const OpenedPolicy& opened, std::string_view version,
                CompileOutcome& outcome) {
  const std::string hash = content_hash(input.policy.text);
  std::string bundle = write_bundle(opened.policy, hash, outcome.files);
  std::optional<std::string> teller =
      with_literal(input.catalogue.tell_script, "AKKOORD_TELL",
                   tell_literal(opened.policy, hash, bundle, version, outcome.files));
  if (!teller) return false;
  outcome.files.push_back({"akkoord-tell.js", std::move(*teller)});
  outcome.files.push_back({std::string(bundle_name), std::move(bundle)});
  return true;
}

bool write_files(const CompileInput& input, const OpenedPolicy& opened, CompileOutcome& outcome) {
  const Catalogue& catalogue = input.catalogue;
  const std::optional<std::string> bootstrap = with_literal(
      without_final_newlines(catalogue.bootstrap), "AKKOORD_TABLE",
      table_literal(opened.policy, opened.needs, catalogue.path_gate, catalogue.page_country));
  const std::optional<std::string> early = with_literal(
      without_final_newlines(catalogue.early), "AKKOORD_CALLS", opened.policy.webrtc ? "1" : "0");
  const std::optional<std::string> later_script =
      write_later_script(opened.policy, opened.languages.front(), catalogue);
  if (!bootstrap || !early || !later_script || bootstrap->find("</") != std::string::npos)
    return false;
  outcome.bootstrap_hash = policy_hash(*bootstrap);

  std::vector<OutputFile> later = later_files(catalogue, opened, *later_script);
  std::string later_text;
  for (const OutputFile& file : later) later_text += file.text;
  const std::string blob = write_page_blob(opened.policy, opened.needs);
  const std::string style = banner_style(opened.policy, catalogue);
  ScriptParts parts = {opened.policy, opened.languages.front(), blob, {},
                       style,         country_blobs(opened)};
  if (!opened.policy.collector.empty()) later_text += all_else(input, parts, *bootstrap);
  const std::string version = version_of(later_text);
  parts.version = version;
  std::optional<std::string> script = write_script(parts, catalogue);
  if (!script) return false;

  std::string url(input.base);
  if (!url.ends_with('/')) url += '/';
  url += "akkoord.js?v=" + version_of(*script);
  outcome.files.push_back({"akkoord.js", std::move(*script)});
  for (OutputFile& file : later) outcome.files.push_back(std::move(file));
  for (OutputFile& file : install_files(opened, *bootstrap, *early, url)) {
    outcome.files.push_back(std::move(file));
  }
  return opened.policy.collector.empty() || add_teller(input, opened, version, outcome);
}

}  // namespace

OpenedPolicy open_policy(const CompileInput& input) {
  OpenedPolicy opened;
  if (read_policy(input, opened)) {
    // The notes speak of the policy's own hosts; the blob holds what they are mapped to.
    opened.needs = needs_of(opened.policy);
    note_overlaps(opened.policy, opened.needs, opened.diagnostics);
    map_hosts(input, opened);
    admit_base(input.base, opened.policy, opened.diagnostics);
    admit_collector(opened.policy);
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

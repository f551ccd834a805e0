// SPDX-License-Identifier: MIT
//
// The studio module: the compiler and the core for people who build with Akkoord, through Embind.
// studio.ts puts types around it and documents them; what crosses here is plain text, numbers and
// objects of those.
#include <emscripten/bind.h>
#include <emscripten/val.h>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/blob.h"
#include "core/classify.h"
#include "core/compile/catalogue.h"
#include "core/compile/compile.h"
#include "core/decision.h"
#include "core/declare/page_file.h"
#include "core/jurisdiction.h"
#include "core/lint/findings_json.h"
#include "core/lint/policy_lint.h"
#include "core/page_policy.h"
#include "core/records.h"

namespace akkoord {
namespace {

using emscripten::val;

constexpr std::size_t text_room_bytes = 4U << 20U;

val diagnostics_value(const Diagnostics& diagnostics) {
  val list = val::array();
  for (const Diagnostic& diagnostic : diagnostics) {
    val one = val::object();
    one.set("severity", std::string(name_of(diagnostic.severity)));
    one.set("path", diagnostic.path);
    one.set("line", diagnostic.line);
    one.set("column", diagnostic.column);
    one.set("pointer", diagnostic.pointer);
    one.set("fault", diagnostic.fault);
    one.set("remedy", diagnostic.remedy);
    list.call<void>("push", one);
  }
  return list;
}

/// A member of `options` as text; nothing where it is absent.
std::optional<std::string> text_option(const val& options, const char* name) {
  const val option = options[name];
  if (option.isUndefined() || option.isNull()) return std::nullopt;
  return option.as<std::string>();
}

/// The options of a compilation, kept as long as the input that points into them.
struct Options {
  explicit Options(const val& options)
      : path(text_option(options, "path").value_or("policy.json")),
        lock(text_option(options, "lock")),
        host_map(text_option(options, "host_map")),
        base(text_option(options, "base").value_or(std::string(default_base))),
        date(text_option(options, "date").value_or("")) {}

  [[nodiscard]] CompileInput input(const std::string& policy, const Catalogue& catalogue) const {
    CompileInput input{
        .policy = {policy, path}, .base = base, .catalogue = catalogue, .date = date};
    if (lock) input.lock = LockFile{*lock, "the lock"};
    if (host_map) input.host_map = InputFile{*host_map, "the host map"};
    return input;
  }

  std::string path;
  std::optional<std::string> lock;
  std::optional<std::string> host_map;
  std::string base;
  std::string date;
};

val compile_policy(const std::string& policy, const val& options) {
  const Options given(options);
  const Catalogue catalogue = embedded_catalogue();
  const CompileInput input = given.input(policy, catalogue);
  OpenedPolicy opened = open_policy(input);
  if (opened.ok()) opened.further = declaration_files(input, opened);
  const CompileOutcome outcome = compile(input, std::move(opened));
  val files = val::object();
  for (const OutputFile& file : outcome.files) files.set(file.name, file.text);
  val result = val::object();
  result.set("ok", outcome.ok());
  result.set("diagnostics", diagnostics_value(outcome.diagnostics));
  result.set("files", files);
  result.set("lock", outcome.lock);
  result.set("bootstrap_hash", outcome.bootstrap_hash);
  return result;
}

/// The findings as findings_json.h draws them.
std::string lint_text(const std::string& policy, const val& options) {
  const Options given(options);
  const Catalogue catalogue = embedded_catalogue();
  const CompileInput input = given.input(policy, catalogue);
  return findings_json(lint_policy(input, open_policy(input)));
}

/// What a page would tell the core.
struct PageInput {
  std::string cookies;
  std::string route;
  std::string host;
  std::string jurisdiction;
  double now_s = 0;
  bool gpc = false;
};

/// A policy opened for questions.
class StudioPolicy {
 public:
  StudioPolicy(const std::string& policy, const val& options) {
    const Options given(options);
    const Catalogue catalogue = embedded_catalogue();
    OpenedPolicy opened = open_policy(given.input(policy, catalogue));
    diagnostics_ = std::move(opened.diagnostics);
    bytes_ = std::move(opened.blob);
    const Result<PolicyBlob> blob = PolicyBlob::open(bytes_);
    ok_ = !has_errors(diagnostics_) && blob.ok();
    if (ok_) blob_ = blob.value();
  }

  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] val diagnostics() const { return diagnostics_value(diagnostics_); }
  [[nodiscard]] unsigned revision() const { return blob_.revision(); }
  [[nodiscard]] double lifetime_s() const { return static_cast<double>(blob_.lifetime_s()); }
  [[nodiscard]] int service_count() const { return static_cast<int>(blob_.service_count()); }

  [[nodiscard]] std::string service_id(int number) const {
    return std::string(blob_.service(static_cast<ServiceNumber>(number)).id);
  }
  [[nodiscard]] std::string category(int number) const {
    return std::string(name_of(blob_.service(static_cast<ServiceNumber>(number)).category));
  }

  [[nodiscard]] int classify_url(const std::string& url) const {
    return number_of(akkoord::classify_url(blob_, url));
  }
  [[nodiscard]] int classify_path(const std::string& path) const {
    return number_of(akkoord::classify_path(blob_, path));
  }
  [[nodiscard]] int classify_cookie(const std::string& name) const {
    return number_of(akkoord::classify_cookie(blob_, name));
  }
  [[nodiscard]] int classify_storage(int kind, const std::string& name) const {
    if (kind < 0 || kind > 3) return -1;
    return number_of(akkoord::classify_storage(blob_, static_cast<StorageKind>(kind), name));
  }

  /// For each service 16 times its outcome plus the reason.
  [[nodiscard]] val decide(const PageInput& page) const {
    const Decision decision = decision_on(page);
    val services = val::array();
    for (ServiceNumber number = 0; number < blob_.service_count(); ++number) {
      const ServiceDecision one = decision.of(number);
      services.call<void>("push",
                          static_cast<int>(one.outcome) * 16 + static_cast<int>(one.reason));
    }
    return services;
  }

  [[nodiscard]] std::string jurisdiction(const PageInput& page) const {
    return std::string(
        code_of(country_of(blob_, {page.gpc, page.route, page.host, page.jurisdiction})));
  }

  [[nodiscard]] std::string page_policy(const PageInput& page) const {
    std::string out(text_room_bytes, '\0');
    const Result<std::string_view> text = akkoord::page_policy(blob_, decision_on(page), out);
    return text.ok() ? std::string(text.value()) : std::string();
  }

  [[nodiscard]] val read_records(const PageInput& page) const {
    const Records records = akkoord::read_records(page.cookies, blob_, seconds(page.now_s));
    std::array<char, consent_id_text_bytes> id{};
    val result = val::object();
    result.set("state", static_cast<int>(records.state));
    result.set("categories", records.choice.categories.bits());
    result.set("sensitive", records.choice.sensitive_routes);
    result.set("exceptions", exceptions_of(records.choice));
    result.set("revision", records.record.revision);
    result.set("issued_s", static_cast<double>(records.record.issued_s));
    result.set("expires_s", static_cast<double>(records.record.expires_s));
    result.set("id", std::string(write_consent_id(records.record.id, id)));
    return result;
  }

  /// The cookies, one a line; empty where the exceptions can't be read.
  [[nodiscard]] std::string write_records(unsigned categories, bool sensitive,
                                          const std::string& exceptions, const std::string& host,
                                          bool secure, double now_s,
                                          const std::string& entropy) const {
    Choice choice;
    choice.categories = CategorySet::from_bits(categories);
    choice.sensitive_routes = sensitive;
    if (!read_exceptions(exceptions, blob_, choice).ok()) return {};
    std::array<std::uint8_t, consent_id_entropy_bytes> random{};
    for (std::size_t i = 0; i < random.size() && i < entropy.size(); ++i) {
      random[i] = static_cast<std::uint8_t>(entropy[i]);
    }
    const std::int64_t now = seconds(now_s);
    const ConsentRecord record{blob_.revision(), now, now + blob_.lifetime_s(),
                               make_consent_id(seconds(now_s * 1000), random)};
    std::array<char, 65'536> out{};
    const Result<std::string_view> lines =
        akkoord::write_records(blob_, choice, record, {host, secure}, out);
    return lines.ok() ? std::string(lines.value()) : std::string();
  }

 private:
  static int number_of(ServiceNumber number) { return static_cast<int>(number); }
  static std::int64_t seconds(double time) { return static_cast<std::int64_t>(time); }

  [[nodiscard]] Decision decision_on(const PageInput& page) const {
    const Records records = akkoord::read_records(page.cookies, blob_, seconds(page.now_s));
    return akkoord::decide(records, blob_, {page.gpc, page.route, page.host, page.jurisdiction});
  }
  [[nodiscard]] std::string exceptions_of(const Choice& choice) const {
    std::array<char, max_exceptions_bytes> out{};
    const Result<std::string_view> text = write_exceptions(choice, blob_, out);
    return text.ok() ? std::string(text.value()) : std::string();
  }

  Diagnostics diagnostics_;
  std::string bytes_;
  PolicyBlob blob_;
  bool ok_ = false;
};

}  // namespace
}  // namespace akkoord

EMSCRIPTEN_BINDINGS(akkoord_studio) {
  using akkoord::PageInput;
  using akkoord::StudioPolicy;
  emscripten::function("compile", &akkoord::compile_policy);
  emscripten::function("lint", &akkoord::lint_text);
  emscripten::value_object<PageInput>("PageInput")
      .field("cookies", &PageInput::cookies)
      .field("route", &PageInput::route)
      .field("host", &PageInput::host)
      .field("jurisdiction", &PageInput::jurisdiction)
      .field("now_s", &PageInput::now_s)
      .field("gpc", &PageInput::gpc);
  emscripten::class_<StudioPolicy>("Policy")
      .constructor<const std::string&, const emscripten::val&>()
      .function("ok", &StudioPolicy::ok)
      .function("diagnostics", &StudioPolicy::diagnostics)
      .function("revision", &StudioPolicy::revision)
      .function("lifetime_s", &StudioPolicy::lifetime_s)
      .function("service_count", &StudioPolicy::service_count)
      .function("service_id", &StudioPolicy::service_id)
      .function("category", &StudioPolicy::category)
      .function("classify_url", &StudioPolicy::classify_url)
      .function("classify_path", &StudioPolicy::classify_path)
      .function("classify_cookie", &StudioPolicy::classify_cookie)
      .function("classify_storage", &StudioPolicy::classify_storage)
      .function("decide", &StudioPolicy::decide)
      .function("jurisdiction", &StudioPolicy::jurisdiction)
      .function("page_policy", &StudioPolicy::page_policy)
      .function("read_records", &StudioPolicy::read_records)
      .function("write_records", &StudioPolicy::write_records);
}

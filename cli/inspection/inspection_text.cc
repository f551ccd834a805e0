// SPDX-License-Identifier: MIT
#include "cli/inspection/inspection_text.h"

#include <algorithm>
#include <vector>

#include "cli/inspection/remedies.h"
#include "core/compile/quoted.h"

namespace akkoord {

namespace {

constexpr std::size_t shown_path_bytes = 60;
constexpr std::int64_t minute_s = 60;
constexpr std::int64_t hour_s = 3'600;
constexpr std::int64_t day_s = 86'400;

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

std::string counted(std::int64_t count, std::string_view one, std::string_view many) {
  return counted(static_cast<std::size_t>(count), one, many);
}

/// A name of the site's making, fit to print and short.
std::string shown(std::string_view text) {
  const std::string_view kept = cut(text, shown_path_bytes);
  return printable(kept) + (kept.size() < text.size() ? "..." : "");
}

std::string lifetime_text(std::int64_t lifetime_s) {
  if (lifetime_s == 0) return "until the browser closes";
  // Rounded: the cookie is some seconds old already.
  if (lifetime_s > day_s - minute_s) {
    return counted((lifetime_s + hour_s) / day_s, "day", "days");
  }
  if (lifetime_s > hour_s) return counted((lifetime_s + minute_s) / hour_s, "hour", "hours");
  return counted(std::max<std::int64_t>(1, lifetime_s / minute_s), "minute", "minutes");
}

std::string request_text(const RequestFinding& request) {
  std::string text = shown(request.host);
  if (!request.paths.empty() && request.paths.front() != "/") text += shown(request.paths.front());
  if (request.paths.size() > 1) text += ", " + shown(request.paths[1]);
  if (request.paths.size() > 2) text += ", ...";
  if (request.count > 1) text += "  (" + std::to_string(request.count) + " requests)";
  if (request.connects_only) text += "  (connected ahead: <link rel=preconnect>)";
  if (request.in_frame()) {
    const bool is_known = request.by.owner != Owner::unknown;
    text += is_known ? "  (within its frame)"
                     : "  (within the frame of " + shown(request.frame_host) + ")";
  }
  return text;
}

std::string cookie_text(const CookieFinding& finding) {
  std::string text = "cookie " + shown(finding.cookie.name);
  if (finding.third_party) text += " of " + shown(finding.cookie.domain);
  text += finding.by_server() ? ", set by a server, " : ", set by a script, ";
  return text + lifetime_text(finding.cookie.lifetime_s);
}

std::string item_text(const ItemFinding& finding) {
  std::string text = std::string(name_of(finding.item.kind)) + " " + shown(finding.item.name);
  if (finding.third_party) text += " of " + shown(finding.item.origin);
  return text;
}

/// What one service did, in the order in which services are first met.
struct Block {
  Attribution by;
  bool fails = false;
  std::vector<std::string> asked;
  std::vector<std::string> stored;
};

class Blocks {
 public:
  Block& of(const Attribution& by, bool fails) {
    const auto found = std::find_if(blocks_.begin(), blocks_.end(), [&](const Block& block) {
      return block.by.owner == by.owner && block.by.id == by.id && block.fails == fails;
    });
    if (found != blocks_.end()) return *found;
    blocks_.push_back({by, fails, {}, {}});
    return blocks_.back();
  }
  [[nodiscard]] const std::vector<Block>& all() const noexcept { return blocks_; }

 private:
  std::vector<Block> blocks_;
};

Blocks blocks_of(const PageReport& report) {
  Blocks blocks;
  for (const RequestFinding& request : report.requests) {
    blocks.of(request.by, request.fails).asked.push_back(request_text(request));
  }
  for (const CookieFinding& cookie : report.cookies) {
    blocks.of(cookie.by, cookie.fails).stored.push_back(cookie_text(cookie));
  }
  for (const ItemFinding& item : report.items) {
    blocks.of(item.by, item.fails).stored.push_back(item_text(item));
  }
  return blocks;
}

std::string heading(const Block& block) {
  switch (block.by.owner) {
    case Owner::policy:
      return block.by.id + " (" + std::string(name_of(block.by.category)) + ")";
    case Owner::preset:
      return block.by.id + " (" + std::string(name_of(block.by.category)) + ", a preset)";
    case Owner::site:
      return "the site itself";
    case Owner::unknown:
      break;
  }
  return block.fails ? "unknown" : "first party, unclaimed";
}

void append_lines(std::string& text, std::string_view label,
                  const std::vector<std::string>& lines) {
  constexpr std::size_t max_lines = 12;
  for (std::size_t i = 0; i < lines.size() && i < max_lines; ++i) {
    text += i == 0 ? "      " + std::string(label) : "             ";
    text += lines[i] + "\n";
  }
  if (lines.size() > max_lines) {
    text += "             and " + std::to_string(lines.size() - max_lines) + " more\n";
  }
}

std::string blocks_text(const Blocks& blocks, bool failing) {
  std::string text;
  for (const Block& block : blocks.all()) {
    if (block.fails != failing) continue;
    text += "    " + heading(block) + "\n";
    append_lines(text, "asked  ", block.asked);
    append_lines(text, "stored ", block.stored);
  }
  return text;
}

/// One line a service: of what was held only its number matters.
std::string refused_text(const PageReport& report) {
  std::vector<std::pair<std::string, std::size_t>> names;
  for (const RequestFinding& refused : report.refused) {
    const std::string name = refused.by.id.empty() ? shown(refused.host) : refused.by.id;
    const auto found = std::find_if(names.begin(), names.end(),
                                    [&name](const auto& one) { return one.first == name; });
    if (found == names.end()) {
      names.emplace_back(name, refused.count);
    } else {
      found->second += refused.count;
    }
  }
  std::string text;
  for (const auto& [name, count] : names) {
    text += "    " + name + ": " + counted(count, "request", "requests") + "\n";
  }
  return text;
}

std::string notes_text(const PageReport& report) {
  std::string text;
  if (report.landed_on != report.url && !report.landed_on.empty()) {
    text +=
        "  Redirected to " + printable(report.landed_on) +
        (report.left_site ? ", which is another site: it counts as the page's own here." : ".") +
        "\n";
  }
  constexpr int first_error_status = 400;
  if (report.status >= first_error_status) {
    text += "  The server answered " + std::to_string(report.status) +
            ": is this the page that you meant?\n";
  }
  if (!report.finished_loading) {
    text += "  It was still loading after 30 seconds; there may be more.\n";
  }
  if (!report.is_complete) {
    text += "  It did more than 10,000 things; what came later is not listed.\n";
  }
  return text;
}

std::string verdict(const PageReport& report, const ReportStyle& style, const Blocks& blocks) {
  const auto failing = std::count_if(blocks.all().begin(), blocks.all().end(),
                                     [](const Block& block) { return block.fails; });
  if (failing == 0) return "nothing optional before a choice";
  if (style.observes) return "what it asks for and stores, its policies set aside";
  const bool left = std::any_of(report.requests.begin(), report.requests.end(),
                                [](const RequestFinding& one) { return one.fails; });
  return left ? "leaks before a choice" : "stores before a choice";
}

}  // namespace

std::string_view name_of(StorageKind kind) noexcept {
  switch (kind) {
    case StorageKind::local:
      return "local storage";
    case StorageKind::session:
      return "session storage";
    case StorageKind::indexed_db:
      return "IndexedDB";
    case StorageKind::cache:
      break;
  }
  return "cache";
}

std::string report_text(const PageReport& report, const ReportStyle& style) {
  const Blocks blocks = blocks_of(report);
  std::string text =
      printable(report.url) + "\n  " + verdict(report, style, blocks) + "\n" + notes_text(report);
  const std::string failing = blocks_text(blocks, true);
  if (!failing.empty()) {
    text += style.observes ? "\n  Would need consent, or a word in the policy\n"
                           : "\n  Before any choice\n";
    text += failing;
  }
  const std::string refused = refused_text(report);
  if (!refused.empty()) text += "\n  Held by the page's policy\n" + refused;
  const std::string fine = blocks_text(blocks, false);
  if (!fine.empty()) text += "\n  In order\n" + fine;
  const std::vector<std::string> remedies = remedies_for(report, style);
  if (!remedies.empty()) text += "\n  What to do\n";
  for (const std::string& remedy : remedies) text += "    - " + remedy + "\n";
  return text;
}

}  // namespace akkoord

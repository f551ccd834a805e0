// SPDX-License-Identifier: MIT
//
// All that visits to a site showed: by visitors who choose nothing, accept, reject, withdraw, send
// Global Privacy Control, or come by telephone. What each page asked for and kept is judged already
// (cli/inspection); whether the site keeps to the rules is said in lint_site.h.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/inspection/inspection.h"
#include "cli/lint/seen.h"

namespace akkoord {

/// Something that left for another party: for the search for what it tells, never printed.
struct SentAway {
  std::string url;       ///< Where, with query.
  std::string referrer;  ///< The Referer that went along.
  std::string posted;    ///< The beginning of what was posted.
};

/// A page as one visitor met it.
struct PageStop {
  /// Scheme, host and path.
  std::string url;
  /// What it shows.
  SeenPage page;
  /// Whether it answered at all: a script that never ends keeps a page from that.
  bool answers = true;
  /// The layer that asks, where one does.
  std::optional<SeenLayer> layer;
  /// The words of what leads back to the choice; nothing where nothing does.
  std::optional<std::string> way_back;
  /// What it asked for since it was opened, and what is kept.
  PageReport report;
  /// What left for others since it was opened.
  std::vector<SentAway> sent;
};

/// The calls of Google's tag in their order: `consent default`, `config`, an event's name.
struct GoogleCalls {
  /// The first and, for consent, second word of each.
  std::vector<std::string> calls;
};

/// What a visitor did who was no answer, and what the page made of it.
struct NoAnswer {
  /// "scrolling", "Escape", "closing the banner".
  std::string act;
  /// Afterwards.
  PageStop after;
};

/// Both answers on a small screen.
struct NarrowView {
  /// How wide the window is.
  int width_px = 0;
  /// The layer; nothing where none asks.
  std::optional<SeenLayer> layer;
};

/// A visitor who answers.
struct AnsweredVisit {
  /// Before the answer.
  PageStop before;
  /// How many clicks the answer took; 0 where it could not be given.
  int clicks = 0;
  /// Whether it had to be given on the second layer.
  bool through_settings = false;
  /// Right after the answer, on the same page.
  PageStop answered;
  /// The same page anew, then others.
  std::vector<PageStop> stops;
  /// Google's calls on the first of them.
  std::optional<GoogleCalls> google;
  /// The first page once more, 179 days later.
  std::optional<PageStop> much_later;
};

/// A visitor who accepted and takes that back.
struct Withdrawal {
  /// What led back to the choice.
  std::string way_back;
  /// How many clicks it took from where the way back led; 0 where no end was found.
  int clicks = 0;
  /// The layer that it led to.
  std::optional<SeenLayer> layer;
  /// Before it.
  PageStop before;
  /// The first page anew.
  PageStop after;
};

/// A visitor whose browser sends Sec-GPC: 1.
struct GpcVisit {
  /// Before any answer.
  PageStop before;
  /// Whether banner, settings or page mention the signal.
  bool is_shown = false;
  /// Whether everything was accepted afterwards.
  bool accepted = false;
  /// Pages after that.
  std::vector<PageStop> stops;
};

/// All visits. What did not come about is absent.
struct SiteVisits {
  /// Where they began.
  std::string start_url;
  /// Whether the site was a folder, which has no server of its own.
  bool from_folder = false;
  /// Why there are none; empty where there are.
  std::string fault;
  /// Why some are absent; empty where none are.
  std::string cut_short;
  /// Pages without any answer; the first is where visits began.
  std::vector<PageStop> untouched;
  /// The settings as they open.
  std::optional<SeenLayer> settings;
  /// What was no answer.
  std::vector<NoAnswer> no_answers;
  /// Telephones.
  std::vector<NarrowView> narrow;
  /// Accepts all.
  std::optional<AnsweredVisit> accepted;
  /// Rejects all.
  std::optional<AnsweredVisit> rejected;
  /// Takes consent back.
  std::optional<Withdrawal> withdrawn;
  /// Sends the signal.
  std::optional<GpcVisit> gpc;
  /// First pages in further languages, with what asks there.
  std::vector<PageStop> languages;
};

}  // namespace akkoord

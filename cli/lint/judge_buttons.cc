// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/lint/judges.h"
#include "cli/lint/rule_judgement.h"

namespace akkoord {

namespace {

/// Two boxes count as one size up to here: a word is a little longer than another.
constexpr double size_tolerance_ratio = 0.8;
constexpr double font_tolerance_px = 0.5;
constexpr double weight_tolerance = 100;
/// How far contrasts may lie apart before one button stands out.
constexpr double emphasis_tolerance_ratio = 1.5;
/// From which contrast on a fill is seen as one.
constexpr double fill_seen_ratio = 1.15;
constexpr double readable_ratio = 4.5;

/// A layer, and how to speak of it.
struct NamedLayer {
  const SeenLayer* layer;
  std::string where;
};

std::string number_words(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.4g", value);
  return text.data();
}

double ratio_of(double a, double b) {
  const double larger = std::max(a, b);
  return larger <= 0 ? 1 : std::min(a, b) / larger;
}

std::string quoted_text(const SeenButton& button) {
  return "\"" + button.text + "\"";
}

std::string box_words(const SeenButton& button) {
  return quoted_text(button) + " " + number_words(button.width_px) + " x " +
         number_words(button.height_px) + " px";
}

std::string font_words(const SeenButton& button) {
  return quoted_text(button) + " " + number_words(button.font_size_px) + " px, weight " +
         number_words(button.font_weight) + ", " + button.font.substr(0, button.font.find(','));
}

/// Judges by all layers and screens that were seen.
class ButtonJudge {
 public:
  explicit ButtonJudge(const LintCase& site) : site_(site), page_(site.visits.start_url) {}

  void run(Findings& findings) {
    gather();
    for (const NamedLayer& one : layers_) judge_layer(one);
    for (const NarrowView& view : site_.visits.narrow) judge_narrow(view);
    judge_ticks();
    const std::array all = {&beside_, &button_, &size_, &emphasis_, &readable_, &small_, &ticks_};
    for (RuleJudgement* rule : all) {
      if (layers_.empty()) rule->could_not_look(no_layer, no_layer_remedy);
      if (!layers_.empty() && rule != &beside_) {
        rule->could_not_look("no layer has both answers", "Put Reject all beside Accept all.");
      }
      rule->put_into(findings);
    }
  }

 private:
  void gather() {
    const SiteVisits& visits = site_.visits;
    if (!visits.untouched.empty() && visits.untouched.front().layer) {
      layers_.push_back({&*visits.untouched.front().layer, "on the first layer"});
    }
    for (const NarrowView& view : visits.narrow) {
      if (view.layer) {
        layers_.push_back({&*view.layer, "at " + std::to_string(view.width_px) + " px"});
      }
    }
    if (visits.settings) layers_.push_back({&*visits.settings, "in the settings"});
  }

  void judge_layer(const NamedLayer& one) {
    const SeenLayer& layer = *one.layer;
    if (layer.accept && !layer.reject) {
      beside_.fail(
          page_, quoted_text(*layer.accept) + " has no answer that rejects beside it " + one.where,
          "Add a button Reject all beside it, on every layer that has Accept all.");
    }
    if (layer.accept && layer.reject) {
      beside_.looked_at("every layer with an answer that accepts has one that rejects");
      judge_pair(*layer.accept, *layer.reject, one.where);
    }
    judge_contrast(layer, one.where);
  }

  void judge_pair(const SeenButton& accept, const SeenButton& reject, const std::string& where) {
    button_.looked_at(quoted_text(reject) + " is a button");
    if (reject.role != "button" || reject.in_prose) {
      button_.fail(page_,
                   quoted_text(reject) +
                       (reject.in_prose ? " is part of a sentence " : " is no button ") + where +
                       ", its role is " + reject.role,
                   "Make it a <button> of the same kind as " + quoted_text(accept) + ".");
    }
    judge_size(accept, reject, where);
    judge_emphasis(accept, reject, where);
  }

  void judge_size(const SeenButton& accept, const SeenButton& reject, const std::string& where) {
    constexpr const char* remedy = "Give both buttons one style: the same box and font.";
    const bool same_box = ratio_of(accept.width_px, reject.width_px) >= size_tolerance_ratio &&
                          ratio_of(accept.height_px, reject.height_px) >= size_tolerance_ratio;
    const bool same_font =
        accept.font == reject.font &&
        std::abs(accept.font_size_px - reject.font_size_px) <= font_tolerance_px &&
        std::abs(accept.font_weight - reject.font_weight) <= weight_tolerance;
    size_.looked_at(box_words(accept) + ", " + box_words(reject));
    if (!same_box) {
      size_.fail(page_, box_words(accept) + ", but " + box_words(reject) + " " + where, remedy);
    }
    if (!same_font) {
      size_.fail(page_, font_words(accept) + ", but " + font_words(reject) + " " + where, remedy);
    }
  }

  void judge_emphasis(const SeenButton& accept, const SeenButton& reject,
                      const std::string& where) {
    std::vector<std::string> differences;
    const bool filled = accept.fill_contrast_ratio >= fill_seen_ratio;
    const bool other_filled = reject.fill_contrast_ratio >= fill_seen_ratio;
    const auto differs = [](double a, double b) {
      return a > 0 && b > 0 && ratio_of(a, b) < 1 / emphasis_tolerance_ratio;
    };
    if (filled != other_filled || differs(accept.fill_contrast_ratio, reject.fill_contrast_ratio)) {
      differences.push_back("fill " + accept.fill + " against " + reject.fill);
    }
    if (accept.has_border != reject.has_border && filled != other_filled) {
      differences.emplace_back("a border on one alone");
    }
    if (differs(accept.text_contrast_ratio, reject.text_contrast_ratio)) {
      differences.push_back("contrast of the words " + number_words(accept.text_contrast_ratio) +
                            " against " + number_words(reject.text_contrast_ratio));
    }
    if (accept.is_underlined != reject.is_underlined) {
      differences.emplace_back("an underline on one alone");
    }
    emphasis_.looked_at("fill " + accept.fill + " and " + reject.fill + ", contrast of the words " +
                        number_words(accept.text_contrast_ratio) + " and " +
                        number_words(reject.text_contrast_ratio));
    const std::string both = quoted_text(accept) + " and " + quoted_text(reject) + ": ";
    for (std::string& difference : differences) {
      difference.insert(0, both).append(" ").append(where);
      emphasis_.fail(page_, difference,
                     "Paint both answers alike: fill, border and weight of the words.");
    }
  }

  void judge_contrast(const SeenLayer& layer, const std::string& where) {
    if (layer.faintest_text_ratio <= 0) return;
    readable_.looked_at("the least contrast is " + number_words(layer.faintest_text_ratio) +
                        " to 1");
    if (layer.faintest_text_ratio >= readable_ratio) return;
    readable_.fail(page_,
                   "\"" + layer.faintest_text + "\" has a contrast of " +
                       number_words(layer.faintest_text_ratio) + " to 1 " + where,
                   "Darken the words or lighten what is behind them until they reach 4.5 to 1.");
  }

  void judge_narrow(const NarrowView& view) {
    if (!view.layer) return;
    const std::array answers = {std::pair{&view.layer->accept, "accepts"},
                                std::pair{&view.layer->reject, "rejects"}};
    if (!view.layer->accept || !view.layer->reject) return;
    small_.looked_at("both answers show at 320 and 390 px");
    for (const auto& [button, act] : answers) {
      if ((*button)->in_window && (*button)->on_top) continue;
      small_.fail(page_,
                  "at " + std::to_string(view.width_px) + " px, " + quoted_text(**button) +
                      ", which " + act + ", is " +
                      ((*button)->in_window ? "under something else" : "out of the window"),
                  "Let the text of the banner scroll, and keep both buttons in sight.");
    }
  }

  void judge_ticks() {
    for (const NamedLayer& one : layers_) {
      if (one.layer->ticks > 0) ticks_.looked_at("all that is optional starts off");
      for (const std::string& name : one.layer->ticked) {
        ticks_.fail(page_, "\"" + name + "\" is on before anybody chose it, " + one.where,
                    "Let every optional switch start off.");
      }
    }
    const bool has_settings = site_.visits.settings.has_value();
    if (!layers_.empty() && !has_settings) ticks_.looked_at("no layer has a switch");
  }

  const LintCase& site_;
  std::string page_;
  std::vector<NamedLayer> layers_;
  RuleJudgement beside_{"reject-beside-accept"};
  RuleJudgement button_{"reject-is-a-button"};
  RuleJudgement size_{"equal-size"};
  RuleJudgement emphasis_{"equal-emphasis"};
  RuleJudgement readable_{"readable"};
  RuleJudgement small_{"visible-on-small-screens"};
  RuleJudgement ticks_{"no-pre-ticks"};
};

}  // namespace

void judge_buttons(const LintCase& site, Findings& findings) {
  ButtonJudge(site).run(findings);
}

}  // namespace akkoord

// SPDX-License-Identifier: MIT
//
// The texts of one language file, as the declaration needs them, and the law that they speak of.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "core/category.h"
#include "core/compile/json_value.h"
#include "core/declare/filled_in.h"
#include "core/declare/third_country.h"

namespace akkoord {

/// Texts by section and key; a text that is missing is empty.
class DeclarationText {
 public:
  /// Those of `language`, a file of consent-config/languages, which must outlive this.
  explicit DeclarationText(const JsonValue& language, TransferLaw law = TransferLaw::eea) noexcept
      : language_(&language), law_(law) {}

  /// A text of the section "declaration", with its placeholders filled in.
  [[nodiscard]] std::string text(std::string_view key,
                                 std::initializer_list<Filling> fillings = {}) const {
    return filled_in(in("declaration", key), fillings);
  }
  /// The same of a text about third countries, which is there for each law.
  [[nodiscard]] std::string text_by_law(std::string_view key,
                                        std::initializer_list<Filling> fillings = {}) const {
    return text(std::string(key) + (law_ == TransferLaw::uk ? "_uk" : "_eea"), fillings);
  }
  /// A text of any section.
  [[nodiscard]] std::string in(std::string_view section, std::string_view key) const {
    const JsonValue* texts = language_->find(section);
    return std::string(texts == nullptr ? std::string_view() : text_at(*texts, key));
  }
  /// A category's "name" or "description".
  [[nodiscard]] std::string category(Category category, std::string_view key) const {
    const JsonValue* texts = language_->find("categories");
    const JsonValue* one = texts == nullptr ? nullptr : texts->find(name_of(category));
    return std::string(one == nullptr ? std::string_view() : text_at(*one, key));
  }
  /// The language's tag.
  [[nodiscard]] std::string_view language() const noexcept {
    return text_at(*language_, "language");
  }
  /// Its direction, "ltr" or "rtl".
  [[nodiscard]] std::string_view direction() const noexcept {
    return text_at(*language_, "direction");
  }
  /// The law that says which countries are third countries.
  [[nodiscard]] TransferLaw law() const noexcept { return law_; }

 private:
  const JsonValue* language_;
  TransferLaw law_;
};

}  // namespace akkoord

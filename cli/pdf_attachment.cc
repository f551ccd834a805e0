// SPDX-License-Identifier: MIT
#include "cli/pdf_attachment.h"

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdio>
#include <vector>

namespace akkoord {

namespace {

/// The number behind the last `mark` in `text`.
std::optional<std::size_t> number_behind(std::string_view text, std::string_view mark) {
  const std::size_t at = text.rfind(mark);
  if (at == std::string_view::npos) return std::nullopt;
  const std::size_t start = text.find_first_not_of(" \r\n", at + mark.size());
  if (start == std::string_view::npos) return std::nullopt;
  std::size_t number = 0;
  const auto [stop, error] =
      std::from_chars(text.data() + start, text.data() + text.size(), number);
  return error == std::errc() ? std::optional(number) : std::nullopt;
}

/// The dictionary of object `number`, from "<<" to its last ">>".
std::optional<std::string> dictionary_of(std::string_view pdf, std::size_t number) {
  const std::string head = "\n" + std::to_string(number) + " 0 obj";
  const std::size_t at = pdf.find(head);
  if (at == std::string_view::npos) return std::nullopt;
  const std::size_t end = pdf.find("endobj", at);
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view body = pdf.substr(at + head.size(), end - at - head.size());
  const std::size_t open = body.find("<<");
  const std::size_t close = body.rfind(">>");
  if (open == std::string_view::npos || close == std::string_view::npos) return std::nullopt;
  return std::string(body.substr(open, close + 2 - open));
}

/// Writes objects behind a PDF and remembers where each stands.
class Update {
 public:
  explicit Update(std::string pdf) : pdf_(std::move(pdf)) {
    if (!pdf_.ends_with('\n')) pdf_ += '\n';
  }

  void object(std::size_t number, std::string_view body) {
    places_.push_back({number, pdf_.size()});
    pdf_.append(std::to_string(number)).append(" 0 obj\n").append(body).append("\nendobj\n");
  }

  std::string finish(std::size_t size, std::size_t root, std::size_t former) {
    const std::size_t table = pdf_.size();
    pdf_ += "xref\n";
    for (const Place& place : places_) {
      std::array<char, 32> line{};
      const int length = std::snprintf(line.data(), line.size(), "%010zu 00000 n \n", place.offset);
      pdf_.append(std::to_string(place.number)).append(" 1\n");
      pdf_.append(line.data(), static_cast<std::size_t>(length));
    }
    pdf_ += "trailer\n<</Size " + std::to_string(size) + "\n/Root " + std::to_string(root) +
            " 0 R\n/Prev " + std::to_string(former) + ">>\nstartxref\n" + std::to_string(table) +
            "\n%%EOF\n";
    return std::move(pdf_);
  }

 private:
  struct Place {
    std::size_t number;
    std::size_t offset;
  };

  std::string pdf_;
  std::vector<Place> places_;
};

}  // namespace

std::optional<std::string> with_attachment(std::string pdf, std::string_view name,
                                           std::string_view bytes) {
  const std::size_t trailer = pdf.rfind("trailer");
  if (trailer == std::string::npos) return std::nullopt;
  const std::string_view end = std::string_view(pdf).substr(trailer);
  const std::optional<std::size_t> size = number_behind(end, "/Size");
  const std::optional<std::size_t> root = number_behind(end, "/Root");
  const std::optional<std::size_t> former = number_behind(end, "startxref");
  if (!size || !root || !former) return std::nullopt;
  std::optional<std::string> catalog = dictionary_of(pdf, *root);
  if (!catalog || catalog->find("/Names") != std::string::npos) return std::nullopt;

  const std::string title = "(" + std::string(name) + ")";
  const std::string file = std::to_string(*size);
  const std::string description = std::to_string(*size + 1);
  catalog->insert(catalog->size() - 2, "\n/Names <</EmbeddedFiles <</Names [" + title + " " +
                                           description + " 0 R]>>>>\n/AF [" + description +
                                           " 0 R]\n");
  Update update(std::move(pdf));
  const std::string length = std::to_string(bytes.size());
  // collector/receipt_file.h looks for this beginning.
  update.object(*size, "<< /Type /EmbeddedFile /Subtype /application#2Fld+json /Length " + length +
                           " /Params << /Size " + length + " >> >>\nstream\n" + std::string(bytes) +
                           "\nendstream");
  update.object(*size + 1, "<< /Type /Filespec /F " + title + " /UF " + title +
                               " /AFRelationship /Data /EF << /F " + file + " 0 R >> >>");
  update.object(*root, *catalog);
  return update.finish(*size + 2, *root, *former);
}

}  // namespace akkoord

// SPDX-License-Identifier: MIT
//
// Regular expressions (PCRE) that read the record cookies out of a Cookie header as core/records.cc
// does: blanks around names and values do not count, and of twins every one is looked at.
//
// Each starts at the header's first byte and goes through it a fixed number of times, so that no
// cookie makes it slow. None holds a double quote, so that a configuration may quote it.
#pragma once

#include <string>
#include <string_view>

#include "core/compile/server/server_table.h"

namespace akkoord {

/// What a record cookie's value looks like, whichever revision `revision` is. Matches no ';'.
[[nodiscard]] std::string record_form(std::uint32_t revision);

/// What a list of exceptions looks like: `+youtube.-hotjar`, or nothing.
[[nodiscard]] std::string_view exceptions_form() noexcept;

/// `text` as a regular expression that matches just that; letters, digits, '_', '-' and '/' stay.
[[nodiscard]] std::string regex_text(std::string_view text);

/// Matches where there is a cookie `name` and every one has a value of `form`, which has no '|'.
[[nodiscard]] std::string every_cookie_is(std::string_view name, std::string_view form);

/// As every_cookie_is(), where all must be equal too; the value is captured, as `capture` if one is
/// named.
[[nodiscard]] std::string one_cookie_is(std::string_view name, std::string_view form,
                                        std::string_view capture = {});

/// Matches where there is no cookie `name`.
[[nodiscard]] std::string no_cookie_is(std::string_view name);

/// Matches a path that a sensitive route or a guarded path means: a prefix, or with `exact` that
/// path alone.
[[nodiscard]] std::string path_form(std::string_view path, bool exact);

/// Matches a host, a port behind it or not, and a path as they stand in a request, with nothing
/// between them, where the page is that rule's.
[[nodiscard]] std::string page_form(const PageRule& page);

/// Matches the path of an embed page, which has a policy of its own; empty where they lie
/// elsewhere.
[[nodiscard]] std::string embed_page_form(const ServerTable& table);

/// Matches a Content-Type that can hold no document and no worker.
[[nodiscard]] std::string_view harmless_type_form() noexcept;

/// Matches a Content-Type that is a document, which caches must not share.
[[nodiscard]] std::string_view document_type_form() noexcept;

}  // namespace akkoord

// SPDX-License-Identifier: MIT
//
// The policy as the inline bootstrap needs it, a JavaScript literal; empty parts are left out:
//
//     r  revision
//     n  names of the record cookies: set fu ga ma so sv sr
//     o  sources that the site itself and its mandatory services need
//     f  what follows "form-action 'self'" in each page policy (blob_writer.h, form_tail)
//     s  for each service, as category + 8 (off on sensitive routes) + 16 (exempt here) and id, its
//     sources; for
//        several, by commas, what lets all of them through
//     p  sensitive routes
//     q  by own path that stands in for services, those services as in s; g what holds such paths
//     m  what cookie and stored names of mandatory services look like, behind the digit of their
//        kind: 0 localStorage, 1 sessionStorage, 2 cookies
//
// Lists of words are one string with blanks between. web/hand-over.ts has its type.
#pragma once

#include <string>
#include <string_view>

#include "core/compile/overlap.h"
#include "core/compile/policy.h"

namespace akkoord {

/// The literal that takes the place of AKKOORD_TABLE.
/// `path_gate` is what holds own paths (catalogue.h).
/// Where countries make a difference, the literal is in a function of the page's country, which
/// country_call() finds: policies of one country pay nothing for it.
[[nodiscard]] std::string table_literal(const Policy& policy, const Needs& needs,
                                        std::string_view path_gate, std::string_view page_country);

/// A call that finds the country of a page: of `page_country`, an expression, with the rules.
[[nodiscard]] std::string country_call(const Policy& policy, std::string_view page_country);

/// By own path, the service that it stands in for and that may be refused, as a literal; empty
/// where there is none.
[[nodiscard]] std::string guarded_paths(const Policy& policy);

}  // namespace akkoord

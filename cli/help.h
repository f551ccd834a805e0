// SPDX-License-Identifier: MIT
//
// What `--help` prints.
#pragma once

#include <string_view>

namespace akkoord {

/// `akkoord --help`.
inline constexpr std::string_view akkoord_help = R"(usage: akkoord COMMAND ...

Cookie consent for clinic sites: the browser itself holds what has no consent.

  backup    copy what was collected, while it is being collected, and check the copy
  collect   take the consents that pages send, and keep them as proof
  compile   check a policy and write what a page needs
  declare   write the cookie declaration that visitors are shown
  erase     delete the records of a visitor who asks for it
  export    take out records, counts or rates as CSV or JSON Lines
  headers   write what a web server needs to send the page policy
  inspect   open pages in Chromium and list what leaves and is stored without consent
  lint      judge a policy by the regulators' rules, each with its source
  prove     write the proof of a consent: a receipt, a page, a PDF, the very banner
  verify    check a receipt, offline, by the log's public key alone

  --help    this text; after a command, that command's
  --version

Exit codes: 0 fine, 1 the input is wrong, 2 the call is wrong, 3 the machine failed.
)";

/// `akkoord compile --help`.
inline constexpr std::string_view compile_help = R"(usage: akkoord compile POLICY -o DIR [options]

Checks POLICY (a JSON file, or - for standard input) and writes into DIR:

  akkoord.js              the one script, which loads on use:
  akkoord-later.js        what a choice needs: writing it, loading again, deleting; observing
  akkoord-settings.js     the second layer
  akkoord-embeds.js       the placeholders of embeds
  embed-SERVICE.html      the page in which one embed is shown once
  akkoord-inspector.js    the panel of ?akkoord=inspect, and presets.json, which it compares with
  akkoord-declaration.js  what fills <div data-akkoord-declaration>, from declaration-LANGUAGE.json
  LANGUAGE.json           the texts of each language

and the lines to paste, one of:

  header.html             where the server sends the page policy (akkoord headers): two scripts
  snippet.html            where it does not: first in head
  tag.html                one external script, nothing inline: first in head

and beside the policy ID.lock.json, which tells by revision what visitors were asked. With an error
nothing is written.

  -o, --output DIR     where to write; made where it is missing
  --base URL           the address of DIR on the site: a path or an https address
                       (default /akkoord/)
  --map-hosts FILE     other hosts for staging: { "*": "*.localhost:8137", "host": "host:port" }
  --lock FILE|none     another lock file, or none; with - for POLICY there is none by default
  --date DATE          the day that the lock notes for a new revision, YYYY-MM-DD (default today)
  --format text|json   how to report (default text)
)";

/// `akkoord declare --help`.
inline constexpr std::string_view declare_help = R"(usage: akkoord declare POLICY [options]

Writes the cookie declaration of POLICY (a JSON file, or - for standard input): services, cookies
and storage by category, purposes, legal bases, lifetimes, recipients and their countries, who is
responsible, how to withdraw and where to complain. In a page that has the script,
<div data-akkoord-declaration></div> shows the same and the visitor's own choice.

  -o, --output FILE    where to write, - for standard output (default)
  --language LANGUAGE  one of the policy's languages (default: its first)
  --jurisdiction CODE  one of the policy's countries: what holds on its pages (default: all of them)
  --format FORMAT      html, markdown, or json as the page reads it (default: by FILE's name,
                       .md for markdown, .json for json, else html)
  --style              html: the style sheet ahead of the fragment
  --page               html: a whole page with its style sheet, not a fragment
  --date DATE          the day of the policy's revision, YYYY-MM-DD, where the lock file does not
                       know it (default today)
  --lock FILE|none     the lock file (default: POLICY's ID.lock.json beside it)
)";

/// `akkoord headers --help`, before the list of servers.
inline constexpr std::string_view headers_help =
    R"(usage: akkoord headers POLICY --for KIND [options]

Writes what a web server needs to send the page policy itself, from the records among each visitor's
cookies. KIND is

    plain        the header line for one visitor, to look at or to compare
)";

/// And behind it.
inline constexpr std::string_view headers_help_options = R"(
  -o, --output DIR     where to write; made where it is missing (default: print)
  --base URL           where the script lies, as for compile (default /akkoord/)
  --map-hosts FILE     other hosts for staging, as for compile
  --format text|json   how to report (default text)

and for plain, which prints the policy of one visitor's request:

  --cookie TEXT        its Cookie header (default: none, as for a new visitor)
  --route PATH         its path (default /)
  --host HOST          its host, where countries have hosts of their own (default: none of theirs)
  --jurisdiction CODE  the country that the page names; no server sees that
  --gpc                it has Sec-GPC: 1
  --now SECONDS        the time, in seconds since 1970-01-01 UTC (default: this machine's clock)
)";

/// `akkoord inspect --help`.
inline constexpr std::string_view inspect_help =
    R"(usage: akkoord inspect URL... [options]

Opens each URL in headless Chromium as a new visitor who chooses nothing, and lists by service what
left for third parties, which cookies and storage are there, and what the page's policy held.
Exit codes: 0 nothing optional, 1 something left or was stored before consent, 2 the call is wrong,
3 no Chromium, or a page can't be reached.

  --policy FILE          the site's policy, which says what is declared; without it presets tell
  --observe              see all that the page wants: set its policies (CSP) aside, never fail, and
                         end with a draft of a policy
  --own HOST             a host that is the site's own, with all below it; may be repeated
  --wait SECONDS         how long to watch after a page has loaded, 0 to 300 (default 5)
  -o, --output FILE      write the report there; with --observe the draft alone
  --format text|json     how to report (default text)
  --chromium FILE        the browser (default: chromium, chromium-browser or google-chrome in $PATH)
  --browser-option TEXT  an option for the browser, such as --browser-option=--no-sandbox in a
                         container; may be repeated. As root --no-sandbox is given by itself.
  --map-hosts FILE       the policy's hosts on staging, as for compile
  --host-rules RULES     staging and tests: names that the browser resolves otherwise, such as
                         "MAP www.clinic.test 127.0.0.1:8443" (Chromium's --host-resolver-rules)

Own is what the policy names in "hosts" and "cookie_domain"; the URL's host and whatever shares its
last two labels (three under co.uk, github.io and the like); and --own. Of a URL no more than host
and path is ever printed.
)";

/// `akkoord lint --help`.
inline constexpr std::string_view lint_help =
    R"(usage: akkoord lint POLICY [--site URL|DIR] [options]

Judges POLICY (a JSON file, or - for standard input) by rules that a program can check and says for
each what it saw, on whose word it matters and what to do. Without --site rules that need a page are
not checked. Exit codes: 0 no errors, 1 errors, 2 the call is wrong, 3 the machine failed, or the
site can't be visited.

  -o, --output FILE         write the report there
  --format text|json|sarif  how to report (default text)
  --lock FILE|none          the lock file (default: ID.lock.json beside POLICY)
  --map-hosts FILE          the policy's hosts on staging, as for compile

  --site URL|DIR            visit the site too, in headless Chromium: at its address, whoever made
                            its banner; or as a folder, served on loopback under the policy's hosts

and with --site, as for inspect where the names are the same:

  --pages NUMBER            how many pages each visitor sees, 1 to 20 (default 10)
  --wait SECONDS            the longest watch over a loaded page, 0 to 30 (default 3)
  --time SECONDS            the longest that all visits may take, 1 to 3600 (default 300)
  --own HOST  --chromium FILE  --browser-option TEXT  --host-rules RULES

A lint finds what it looks for; it does not judge a site as a whole.
)";

}  // namespace akkoord

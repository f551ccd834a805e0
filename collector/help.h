// SPDX-License-Identifier: MIT
//
// What `--help` prints.
#pragma once

#include <string_view>

namespace akkoord {

/// `akkoord-collector --help`.
inline constexpr std::string_view collector_help = R"(usage: akkoord-collector COMMAND ...

  collect       take the consents that pages send, until SIGTERM
  prove         write the receipt of a consent, from its first choice to its last
  verify        check a receipt, offline, by the log's public key alone

as akkoord collect, akkoord prove and akkoord verify, each with a --help of its own; and

  log-key       print the newest public key of the proof log
  check-log     go through the whole proof log: leaves, records, heads, keys
  rotate-key    let the log go on under a new key, signed by the former; stop the collector first
  erase ID      delete the records of the chain that the consent ID belongs to

each with --config FILE, the configuration that akkoord collect takes.

Exit codes: 0 fine, 1 the input is wrong, 2 the call is wrong, 3 the machine failed.
)";

/// `akkoord collect --help`.
inline constexpr std::string_view collect_help = R"(usage: akkoord collect --config FILE [--check]

Takes the consents that pages send to /consent/events and counts the banners shown at
/consent/shown; at /consent/records it issues a visitor's records again, at /consent/receipt it
gives a visitor the receipt, at /consent/log-key everyone the keys to check it by. Each event is on
disk, and in the proof log, before it is answered. FILE is JSON; paths in it are seen from its
folder:

  { "listen": "127.0.0.1:8147",
    "data": "/var/lib/akkoord",
    "policies": [{ "policy": "2pass.json", "lock": "2pass.lock.json", "files": "site/akkoord",
                   "retention_days": 1825 }] }

"files" is the folder that akkoord compile wrote: what was shown is kept by its hash. Records are
deleted "retention_days" after they expire (default 1825). Where it may differ, as given here:

  { "map_hosts": "staging.json", "allow_http": false, "max_connections": 1024, "timeout_s": 15,
    "requests_per_connection_s": 20, "requests_per_site_s": 2000, "tree_head_interval_s": 60 }

Behind a proxy, which brings TLS and passes on /consent/ alone, "requests_per_connection_s" is 0:
many visitors share its connections. Events, counts, log and its key (log.key: keep a copy of it
elsewhere) lie in "data". GET /healthz and /metrics tell how it is.

  --config FILE        the configuration
  --check              look at the configuration and its policies, and end
  -h, --help           this text
)";

/// `akkoord prove --help`.
inline constexpr std::string_view prove_help = R"(usage: akkoord prove ID --config FILE [-o FILE]

Writes the receipt of the consent ID (or of the whole value of the cookie that ends with it): the visitor's choices from first to last, who asked, and all
that it takes to check it years later: the records as they were logged, their place in the proof
log, the log's signed head and its keys. JSON-LD in DPV's terms, after ISO/IEC TS 27560.

  --config FILE        the collector's configuration; it may be running
  -o, --output FILE    where to write (default: print)
  -h, --help           this text
)";

/// `akkoord verify --help`.
inline constexpr std::string_view verify_help =
    R"(usage: akkoord verify RECEIPT --key KEY [--format json]

Checks the receipt in the file RECEIPT with nothing but a public key of the log, and prints what the
visitor chose. Exit codes: 0 it holds, 1 it does not, 2 the call is wrong, 3 the machine failed.

  --key KEY            64 digits, as akkoord-collector log-key prints them; whoever relies on
                       receipts got it from the clinic before, and not with the receipt
  --format text|json   how to report (default text)
  -h, --help           this text
)";

}  // namespace akkoord

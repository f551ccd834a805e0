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
                       [--listen ADDRESS:PORT] [--data FOLDER]

Takes the consents that pages send to /consent/events and counts the banners shown at
/consent/shown; at /consent/records it issues a visitor's records again, at /consent/receipt it
gives a visitor the receipt, at /consent/log-key everyone the keys to check it by. Each event is on
disk, and in the proof log, before it is answered. FILE is JSON; paths in it are seen from its
folder:

  { "listen": "127.0.0.1:8147",
    "data": "/var/lib/akkoord",
    "policies": [{ "policy": "2pass.json", "lock": "2pass.lock.json", "files": "site/akkoord",
                   "retention_days": 1825 }] }

  listen                     where pages find it: an IP address and a port
  data                       the folder of events, counts, log and its key (log.key: keep a copy)
  policies                   what it collects for, each with
    policy                     the policy
    lock                       its lock file (default: ID.lock.json beside it, where that is)
    files                      the folder that akkoord compile wrote: kept by hash, as was shown
    retention_days             days after which an expired record is deleted (default 1825)

and, where it is to differ:

  operations                 where GET /healthz and /metrics are told (default: at "listen")
  tls                        {"certificate": "fullchain.pem", "key": "privkey.pem"}: TLS of its own
                             (default: none; a proxy brings it)
  map_hosts                  the file that akkoord compile --map-hosts takes (default: none)
  allow_http                 whether pages may come by http, for staging (default false)
  max_connections            connections open at once (default 1024)
  timeout_s                  seconds for a handshake, a request, an answer (default 15)
  requests_per_connection_s  requests a second of a connection, 0: no bound (default 20); behind a
                             proxy it is 0, since many visitors share its connections
  requests_per_site_s        requests a second of a site, 0: no bound (default 2000)
  tree_head_interval_s       seconds between signed heads of the proof log (default 60)

SIGHUP has it read certificate, policies, their locks and files again: what is right is taken up,
what is wrong is logged and the former stays. SIGTERM ends it: what has arrived is answered first.

  --config FILE           the configuration
  --check                 look at the configuration and all it names, the data folder and whether
                          the addresses are free, and end
  --listen ADDRESS:PORT   goes before "listen"
  --data FOLDER           goes before "data"; seen from the current folder
  -h, --help              this text
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

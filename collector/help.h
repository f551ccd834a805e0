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
  export        take out records, counts or rates as CSV or JSON Lines
  backup        copy everything while a collector runs, and check the copy
  erase         delete the records of a visitor who asks for it

as akkoord collect, akkoord prove and so on, each with a --help of its own; and

  shown ID      write what the visitor of the consent ID was shown into the folder -o FOLDER
  log-key       print the newest public key of the proof log; all of them with --format json
  check-log     go through the whole proof log: leaves, records, heads, keys
  clickhouse-schema
                print the tables that a collector needs in ClickHouse; --apply makes them
  rotate-key    let the log go on under a new key, signed by the former; stop the collector first

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
                   "retention_days": 1825, "time_zone": "Europe/Brussels" }] }

  listen                     where pages find it: an IP address and a port
  data                       the folder of events, counts, log and its key (log.key: keep a copy)
  policies                   what it collects for, each with
    policy                     the policy
    lock                       its lock file (default: ID.lock.json beside it, where that is)
    files                      the folder that akkoord compile wrote: kept by hash, as was shown
    retention_days             days after which an expired record is deleted (default 1825)
    time_zone                  where days of the rates begin and end (default UTC)

and, where it is to differ:

  store                      {"clickhouse": {...}}: what one machine can't hold, on several; "data"
                             then has the log's key alone (docs/collector-clickhouse.md)
    clickhouse                 where it is, with
    urls                       its servers, one for each replica, like "https://ch1.example:8443"
    shard                      this collector's own name, such as "a": no other may have it
    database                   (default akkoord)
    user                       (default: ClickHouse's)
    password_file              a file with the password, or
    password_environment       the variable of the environment that has it
    authority                  a PEM file whose certificates count (default: the system's)
    quorum                     on how many replicas an event is before it is answered (default 2)
    cluster                    ClickHouse's name for its servers (default: each is told alone)
    timeout_s                  seconds for one request (default 10)
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
  --check                 look at the configuration and all it names, the data folder, ClickHouse
                          and whether the addresses are free, and end
  --listen ADDRESS:PORT   goes before "listen"
  --data FOLDER           goes before "data"; seen from the current folder
  -h, --help              this text
)";

/// `akkoord prove --help`.
inline constexpr std::string_view prove_help = R"(usage: akkoord prove ID --config FILE [-o FILE]
       akkoord prove ID --config FILE --format html|pdf [--language nl] -o FILE
       akkoord prove ID --config FILE --render banner.png|banner.html
       akkoord prove --list --site HOST --from TIME --to TIME --config FILE

Writes the proof of the consent ID (or of the whole value of the cookie that ends with it): the
visitor's choices from first to last, who asked, the words that were shown, and all that it takes to
check it years later: the records as they were logged, their place in the proof log, the log's
signed head and its keys. JSON-LD in DPV's terms, after ISO/IEC TS 27560; or a page for people,
which carries that receipt. --render shows the very banner of that record again, out of the archive.

  --config FILE        the collector's configuration; it may be running
  --format json|html|pdf
                       what to write (default json); pdf and --render need Chromium
  --language de|en|fr|nl
                       the language of the page's reader (default en); what the visitor read stays
                       in the visitor's
  --time-zone ZONE     for times, e.g. Europe/Brussels (default: this machine's); UTC stands beside
  --render FILE        a picture of the banner (.png), or a page that shows it and asks for nothing
                       else (.html)
  --chromium FILE      the browser, where it is not in PATH; --browser-option OPTION for one of its
                       switches
  --list               the records of --site that came in from --from to --to, like 2026-12-01 or
                       2026-12-01T14:03 (Z behind it: UTC), at most 1000, without anything personal;
                       --format json
  -o, --output FILE    where to write (default: print)
  -h, --help           this text
)";

/// `akkoord export --help`.
inline constexpr std::string_view export_help =
    R"(usage: akkoord export --config FILE [options]

Takes out what is stored, as it is at one moment; a collector may be running. Records come in the
order of the proof log, one a line. In JSON Lines each is what was logged, with its leaf; its salt
stays, so that no line can prove a record that is erased later. In CSV a cell that a spreadsheet
would take for a formula begins with an apostrophe. Rates are exact sums by day, site, policy,
revision, banner variant, language, jurisdiction and device: hide small ones before you show them.

  --config FILE        the collector's configuration
  -o, --output FILE    where to write, for its owner alone (default: print)
  --format csv|jsonl   comma-separated values with a line of names (default), or JSON Lines
  --what WHAT          records (default); counts, of banners shown and refused; or rates
  --from DATE          the first day of receipt in the site's time zone, YYYY-MM-DD
  --to DATE            the last, included
  --policy ID          of this policy alone
  --site HOST          of this site alone
  --data FOLDER        goes before "data", such as a backup
  -h, --help           this text
)";

/// `akkoord backup --help`.
inline constexpr std::string_view backup_help =
    R"(usage: akkoord backup --config FILE -o FOLDER

Copies database, log.key and configuration into the new FOLDER; a collector may be running, and
whatever it had acknowledged before is in the copy. The whole proof log is checked in it before
FOLDER has its name. To restore, let "data" of a configuration name FOLDER, or a copy of it.
With the store in ClickHouse there is nothing to copy here: docs/collector-clickhouse.md says how.

  --config FILE          the collector's configuration
  -o, --output FOLDER    where to; it must not be there yet
  --data FOLDER          goes before "data"
  -h, --help             this text
)";

/// `akkoord erase --help`.
inline constexpr std::string_view erase_help =
    R"(usage: akkoord erase --subject ID --config FILE

Deletes the visitor's choices from first to last, of which ID is any one, and their salts; a
collector may be running. Their leaves stay in the proof log, which is checked afterwards and tells
nothing of them; rates keep their sums. Backups and exports made before still have the records:
erase in a backup with --data. In ClickHouse a record leaves the rates, too.

  --subject ID         the id of a consent, as the cookie and the declaration show it
  --config FILE        the collector's configuration
  --data FOLDER        goes before "data", such as a backup
  -h, --help           this text
)";

/// `akkoord verify --help`.
inline constexpr std::string_view verify_help =
    R"(usage: akkoord verify FILE --key KEY|--keys KEYS [--format json]

Checks the receipt in FILE, or in the page or PDF that akkoord prove wrote, with nothing but public
keys of the log, and prints what the visitor chose and what that does not prove. Exit codes: 0 it
holds, 1 it does not, 2 the call is wrong, 3 the machine failed.

  --key KEY            64 digits, as akkoord-collector log-key prints them; whoever relies on
                       receipts got it from the clinic before, and not with the receipt
  --keys KEYS          a file with such keys, one a line, or as /consent/log-key answers them
  --format text|json   how to report (default text)
  -h, --help           this text
)";

}  // namespace akkoord

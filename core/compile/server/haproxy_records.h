// SPDX-License-Identifier: MIT
//
// How HAProxy reads the record cookies, and issues them again for what is left of their life.
#pragma once

#include "core/compile/server/haproxy_lines.h"
#include "core/compile/server/server_table.h"

namespace akkoord {

/// Writes what the rest of the file asks: the acls `akkoord_current` and `akkoord_CATEGORY`, and
/// the variables `akkoord_cookies`, ";name=value;name=value;", and `akkoord_services`,
/// ".+one.-another.".
void write_haproxy_records(const ServerTable& table, HaproxyLines& lines);

/// Writes the Set-Cookie lines of requests for a page; needs what is written before.
void write_haproxy_renewal(const ServerTable& table, HaproxyLines& lines);

}  // namespace akkoord

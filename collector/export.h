// SPDX-License-Identifier: MIT
//
// Takes out what is stored, for other programs: as CSV with a line of names, or as JSON Lines.
// Records go out one by one, so that any number of them needs no more memory than one.
//
// A record's JSON line is the very bytes that were logged, with the place of its leaf, and where
// there are several logs (shard_log.h) the one that it is in:
//
//     {"leaf":5,"event":{...},"received_s":1795737602}
//     {"log":"a","leaf":5,"event":{...},"received_s":1795737602}
//
// Its salt stays: with it a line could prove the record even after it has been erased here
// (evidence.h).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include "collector/export_source.h"

namespace akkoord {

/// What to take out: records; `counts` of banners shown and refused; or rates, by day and all that
/// they are told apart by.
enum class ExportWhat : std::uint8_t { records, counts, rates };

/// How.
enum class ExportFormat : std::uint8_t { csv, json_lines };

/// Takes a piece of text; false where it can't be written, which ends the export.
using ExportSink = std::function<bool(std::string_view)>;

/// Told how many rows have gone out, now and then.
using ExportProgress = std::function<void(std::uint64_t)>;

/// Takes out what `filter` lets through. Returns how many rows went into `sink`; nothing where
/// `sink` failed. Throws what `source` throws.
[[nodiscard]] std::optional<std::uint64_t> export_rows(ExportSource& source, ExportWhat what,
                                                       ExportFormat format,
                                                       const ExportFilter& filter,
                                                       const ExportSink& sink,
                                                       const ExportProgress& progress);

}  // namespace akkoord

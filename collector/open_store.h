// SPDX-License-Identifier: MIT
//
// The store of a configuration, and a source of proofs out of it: the one place that knows that
// there is more than one kind.
#pragma once

#include <memory>
#include <string>

#include "collector/config.h"
#include "collector/event_store.h"
#include "collector/proof_source.h"
#include "collector/sqlite_store.h"

namespace akkoord {

/// Opens it for writing; null where that fails, and `fault` says why.
[[nodiscard]] std::unique_ptr<EventStore> open_store(const Config& config, StoreSettings settings,
                                                     std::string& fault);

/// Opens it for reading, beside a collector that writes or none. Throws what std::exception is.
[[nodiscard]] std::unique_ptr<ProofSource> open_proofs(const Config& config);

}  // namespace akkoord

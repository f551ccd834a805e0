// SPDX-License-Identifier: MIT
//
// Other hosts for staging and demos, so that no port stands in a policy:
//
//     { "*": "*.localhost:8137", "www.2passclinic.test": "2pass.localhost:8137" }
//
// A key is a host as patterns write it, "*.x.com" too; "*" is for all others, and the '*' of its
// value stands for the host: *.x.com becomes *.x.com.localhost:8137. Web sockets to a host that the
// map names may be plain, as its pages are: { "*": "*" } changes nothing else.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/compile/diagnostic.h"
#include "core/compile/policy.h"

namespace akkoord {

/// The map, read.
class HostMap {
 public:
  /// Reads the file `path`; nothing where it has errors.
  [[nodiscard]] static std::optional<HostMap> read(std::string_view text, std::string_view path,
                                                   Diagnostics& diagnostics);

  /// `pattern` with its host replaced, and ws: for wss: then; a site path stays.
  [[nodiscard]] std::string mapped(std::string_view pattern) const;

  /// Maps every host that the policy emits: the site's, its sources and forms, the services' and
  /// the collector's.
  void apply(Policy& policy) const;

 private:
  /// What `host` is mapped to by an entry of its own; nullptr where it has none.
  [[nodiscard]] const std::string* entry_of(std::string_view host) const noexcept;
  /// Whether there is an entry for `host`, or one for all others.
  [[nodiscard]] bool names(std::string_view host) const noexcept;

  std::vector<std::pair<std::string, std::string>> hosts_;
  std::string rest_;
};

}  // namespace akkoord

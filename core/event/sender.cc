// SPDX-License-Identifier: MIT
#include "core/event/sender.h"

#include <cstdint>
#include <string>

#include "core/compile/quoted.h"
#include "core/event/event_words.h"

namespace akkoord {

Sender read_sender(ObjectReader& object, const KnownPolicies& policies) {
  Sender sender;
  sender.site = object.text("site", site_rule);
  sender.policy = object.text("policy", policy_rule);
  const auto number = static_cast<std::uint32_t>(object.number("revision", 1, 0xFFFF'FFFF));
  if (!object.ok()) return sender;

  const KnownPolicy* policy = policies.named(sender.policy);
  if (policy == nullptr) {
    object.refuse("policy", "policy " + in_quotes(sender.policy) + " is not known here",
                  "Name it in the collector's configuration and start it again.");
    return sender;
  }
  if (!policy->has_host(sender.site)) {
    object.refuse("site", in_quotes(sender.site) + " is no host of policy " + in_quotes(policy->id),
                  "Add it to \"hosts\" of the policy's \"site\".");
    return sender;
  }
  sender.revision = policy->revision(number);
  if (sender.revision == nullptr) {
    object.refuse("revision",
                  "policy " + in_quotes(policy->id) + " has no revision " + std::to_string(number),
                  "Give the collector the policy and lock file that the site's script was compiled "
                  "from.");
  }
  return sender;
}

}  // namespace akkoord

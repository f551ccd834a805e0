// SPDX-License-Identifier: MIT
#include "collector/receipt_text.h"

#include "collector/receipt_record.h"

namespace akkoord {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;

ordered_json context() {
  return {{"akkoord", "urn:akkoord:receipt:"},
          {"dct", "http://purl.org/dc/terms/"},
          {"dpv", "https://w3id.org/dpv#"},
          {"eu-gdpr", "https://w3id.org/dpv/legal/eu/gdpr#"},
          {"loc", "https://w3id.org/dpv/loc#"},
          {"pd", "https://w3id.org/dpv/pd#"},
          {"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
          {"skos", "http://www.w3.org/2004/02/skos/core#"}};
}

}  // namespace

ordered_json described(const std::vector<json>& records, const ShownDocuments& documents,
                       std::int64_t signed_s) {
  const json& last = records.back().at("event");
  ordered_json receipt = {
      {"@context", context()},
      {"@type", "dpv:ConsentReceipt"},
      {"dct:conformsTo", "https://w3id.org/dpv/schema/dpv-27560#receipt-eu-gdpr"},
      {"dpv:hasIdentifier", urn_of(last)},
      {"dct:created", utc_text(signed_s)},
      {"dct:language", last.at("language")},
      {"dpv:hasDataSubject",
       {{"@type", "dpv:DataSubject"}, {"dpv:hasIdentifier", urn_of(records.front().at("event"))}}},
      {"dpv:hasRecordOfActivity", ordered_json::array()}};
  for (std::size_t i = 0; i < records.size(); ++i) {
    receipt["dpv:hasRecordOfActivity"].push_back(consent_record(records, i, documents));
  }
  return receipt;
}

}  // namespace akkoord

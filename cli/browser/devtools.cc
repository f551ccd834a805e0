// SPDX-License-Identifier: MIT
#include "cli/browser/devtools.h"

#include <chrono>
#include <string>
#include <utility>

namespace akkoord {

namespace {

using nlohmann::json;

constexpr std::chrono::milliseconds sending_time(5'000);

std::string fault_of(Received received) {
  switch (received) {
    case Received::closed:
      return "Chromium ended";
    case Received::too_long:
      return "Chromium sent a message of more than 64 MiB";
    case Received::interrupted:
      return "interrupted";
    case Received::message:
    case Received::timed_out:
      break;
  }
  return {};
}

}  // namespace

std::int64_t Devtools::send(std::string_view method, const json& params, std::string_view session) {
  json message = {{"id", ++last_id_}, {"method", method}, {"params", params}};
  if (!session.empty()) message["sessionId"] = session;
  const std::string text = message.dump(-1, ' ', true, json::error_handler_t::replace);
  if (fault_.empty() && !pipe_.send(text, after(sending_time))) {
    fault_ = is_interrupted() ? "interrupted" : "Chromium ended";
  }
  return last_id_;
}

void Devtools::post(std::string_view method, const json& params, std::string_view session) {
  send(method, params, session);
}

std::optional<json> Devtools::ask(std::string_view method, const json& params,
                                  std::string_view session, Deadline deadline) {
  answer_.reset();
  awaited_id_ = send(method, params, session);
  while (!answer_ && listen(deadline)) {
  }
  awaited_id_ = 0;
  if (!answer_) return std::nullopt;
  const auto result = answer_->find("result");
  if (result == answer_->end()) return std::nullopt;
  return std::move(*result);
}

bool Devtools::listen(Deadline deadline) {
  if (!fault_.empty()) return false;
  std::string text;
  const Received received = pipe_.receive(text, deadline);
  if (received != Received::message) {
    fault_ = fault_of(received);
    return false;
  }
  json message = json::parse(text, nullptr, false);
  if (!message.is_object()) return true;
  const auto id = message.find("id");
  if (id != message.end()) {
    if (id->is_number_integer() && id->get<std::int64_t>() == awaited_id_) {
      answer_ = std::move(message);
    }
  } else {
    sink_(message);
  }
  return true;
}

}  // namespace akkoord

// SPDX-License-Identifier: MIT
//
// What a call ends with; scripts go by it.
#pragma once

namespace akkoord {

/// The program's exit codes. Stored numbers: other people's scripts hold them.
enum class ExitCode : int {
  /// All went well.
  fine = 0,
  /// The input is wrong; nothing was written.
  bad_input = 1,
  /// The call is wrong.
  bad_call = 2,
  /// The machine failed: a file that can't be written, a disk that is full.
  machine_failed = 3,
};

}  // namespace akkoord

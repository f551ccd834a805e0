// SPDX-License-Identifier: MIT
#include "cli/browser/chromium_process.h"

#include <fcntl.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): kill is POSIX's
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>
#include <thread>

#include "cli/browser/deadline.h"

namespace akkoord {

namespace {

using std::chrono::milliseconds;

constexpr std::array<std::string_view, 4> program_names = {"chromium", "chromium-browser",
                                                           "google-chrome", "google-chrome-stable"};

/// What keeps a headless Chromium from asking anything for itself: two of its servers have no
/// switch to turn them off, but addresses, which then are such as it refuses to ask. It does not
/// say that it is driven (navigator.webdriver): banners and tags hide from browsers that do.
constexpr std::array<const char*, 23> own_switches = {
    "--headless=new",
    "--remote-debugging-pipe",
    "--no-startup-window",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-blink-features=AutomationControlled",
    "--disable-breakpad",
    "--component-updater=url-source=https://0.0.0.0:1/",
    "--gaia-url=https://0.0.0.0:1/",
    "--disable-component-extensions-with-background-pages",
    "--disable-features=NetworkTimeServiceQuerying,OptimizationHints,"
    "OptimizationGuideModelDownloading,Translate,MediaRouter",
    "--disable-client-side-phishing-detection",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-sync",
    "--metrics-recording-only",
    "--mute-audio",
    "--no-service-autorun",
    "--password-store=basic",
    "--window-size=1280,1024",
};

/// Debian's Chromium refuses third parties' cookies unless told; most visitors' browsers take them.
constexpr std::string_view preferences =
    R"({"profile":{"cookie_controls_mode":0,"block_third_party_cookies":false}})";

std::string system_words(int error) {
  return std::generic_category().message(error);
}

/// The arguments of posix_spawn(), made and freed together.
class SpawnPlan {
 public:
  SpawnPlan() noexcept {
    ::posix_spawn_file_actions_init(&actions_);
    ::posix_spawnattr_init(&attributes_);
  }
  SpawnPlan(const SpawnPlan&) = delete;
  SpawnPlan& operator=(const SpawnPlan&) = delete;
  SpawnPlan(SpawnPlan&&) = delete;
  SpawnPlan& operator=(SpawnPlan&&) = delete;
  ~SpawnPlan() {
    ::posix_spawn_file_actions_destroy(&actions_);
    ::posix_spawnattr_destroy(&attributes_);
  }

  /// A process group of its own: Ctrl-C reaches us alone, and we end Chromium in good order.
  void plan(int socket, const std::string& log) {
    constexpr int reads = 3;
    constexpr int writes = 4;
    ::posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_addopen(&actions_, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    ::posix_spawn_file_actions_addopen(&actions_, STDERR_FILENO, log.c_str(), O_WRONLY | O_CREAT,
                                       0600);
    ::posix_spawn_file_actions_adddup2(&actions_, socket, reads);
    ::posix_spawn_file_actions_adddup2(&actions_, socket, writes);
    ::posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETPGROUP);
    ::posix_spawnattr_setpgroup(&attributes_, 0);
  }

  /// Returns the system's error, or 0 and the process id.
  int spawn(const std::string& program, std::vector<std::string>& words, pid_t& pid) {
    std::vector<char*> pointers;
    pointers.reserve(words.size() + 1);
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    return ::posix_spawn(&pid, program.c_str(), &actions_, &attributes_, pointers.data(), environ);
  }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
};

/// Whether the child has ended; waits for that until `deadline`.
bool has_ended(pid_t pid, Deadline deadline) {
  constexpr milliseconds pause(20);
  while (true) {
    const pid_t ended = ::waitpid(pid, nullptr, WNOHANG);
    if (ended == pid || (ended < 0 && errno == ECHILD)) return true;
    if (std::chrono::steady_clock::now() >= deadline) return false;
    std::this_thread::sleep_for(pause);
  }
}

}  // namespace

bool is_program(const std::string& path) {
  return ::access(path.c_str(), X_OK) == 0;
}

std::optional<std::string> find_chromium(std::string_view search_path) {
  for (const std::string_view name : program_names) {
    std::string_view rest = search_path;
    while (!rest.empty()) {
      const std::string_view folder = rest.substr(0, rest.find(':'));
      rest.remove_prefix(std::min(rest.size(), folder.size() + 1));
      if (folder.empty()) continue;
      std::string path = std::string(folder) + "/" + std::string(name);
      if (is_program(path)) return path;
    }
  }
  return std::nullopt;
}

std::unique_ptr<ChromiumProcess> ChromiumProcess::start(const std::string& program,
                                                        const std::vector<std::string>& switches,
                                                        std::string& fault) {
  std::unique_ptr<ChromiumProcess> process(new ChromiumProcess());
  fault = process->folder_.path().empty() ? "no temporary folder can be made"
                                          : process->spawn(program, switches);
  if (!fault.empty()) process.reset();
  return process;
}

bool ChromiumProcess::write_preferences() const {
  const std::filesystem::path folder = profile_path() + "/Default";
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  std::ofstream file(folder / "Preferences");
  file << preferences;
  file.close();
  return !error && !file.fail();
}

std::string ChromiumProcess::spawn(const std::string& program,
                                   const std::vector<std::string>& switches) {
  if (!write_preferences()) return "no profile can be written";
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
    return system_words(errno);
  }
  socket_ = Descriptor(ends[0]);
  const Descriptor low(ends[1]);
  // Away from 3 and 4, which the child's plan is about to overwrite.
  constexpr int free_from = 10;
  const Descriptor theirs(::fcntl(low.number(), F_DUPFD_CLOEXEC, free_from));
  if (!theirs.is_open()) return system_words(errno);

  std::vector<std::string> words = {program};
  words.insert(words.end(), own_switches.begin(), own_switches.end());
  words.push_back("--user-data-dir=" + profile_path());
  words.insert(words.end(), switches.begin(), switches.end());
  SpawnPlan plan;
  plan.plan(theirs.number(), log_path());
  pid_t pid = -1;
  if (const int error = plan.spawn(program, words, pid); error != 0) return system_words(error);
  pid_ = pid;
  return {};
}

ChromiumProcess::~ChromiumProcess() {
  if (pid_ <= 0) return;
  socket_.close();  // Chromium ends by itself when nobody is there any more
  constexpr milliseconds patience(3'000);
  if (has_ended(pid_, after(patience))) return;
  ::kill(pid_, SIGTERM);
  if (has_ended(pid_, after(patience))) return;
  ::kill(-pid_, SIGKILL);  // its group, which is ours alone: its children end with it
  has_ended(pid_, after(patience));
}

std::string ChromiumProcess::last_words() const {
  std::ifstream log(log_path());
  std::string last;
  constexpr std::size_t max_lines = 2'000;
  std::string line;
  for (std::size_t i = 0; i < max_lines && std::getline(log, line); ++i) {
    // What a machine without a desktop always says is no reason for anything.
    if (!line.empty() && line.find("dbus") == std::string::npos) last = line;
  }
  return last;
}

}  // namespace akkoord

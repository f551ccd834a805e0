// SPDX-License-Identifier: MIT
#include "cli/shown_banner.h"

#include <nlohmann/json.hpp>
#include <string_view>

#include "cli/browser/pictured_page.h"
#include "cli/files.h"

namespace akkoord {

namespace {

using nlohmann::json;

constexpr std::size_t max_shown_bytes = 64U << 20U;
constexpr Screen telephone{390, 844};
constexpr Screen desk{1280, 800};

/// Waits until the first layer asks, opens the second where `layer` is 2, and returns the words
/// that stand over it; null where none comes.
constexpr std::string_view wait_for_banner = R"js(
(async (layer) => {
  const root = (name) => document.querySelector(name)?.shadowRoot;
  const asking = () => root('akkoord-banner')?.querySelector('section:not([hidden]),dialog:not([hidden])');
  const settings = () => root('akkoord-settings')?.querySelector('dialog[open]');
  const until = async (there) => {
    for (let tries = 0; tries < 200 && !there(); tries += 1) {
      await new Promise((go) => setTimeout(go, 50));
    }
    return there();
  };
  const first = await until(asking);
  if (!first) return null;
  const title = first.querySelector('h2').textContent;
  if (layer === 2) {
    akkoord.open();
    if (!(await until(settings))) return null;
  }
  await new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));
  return title;
}))js";

/// The page as it stands, without script: each root with its style, what is ticked and open as
/// attributes, and no address that anything could be asked of.
constexpr std::string_view keep_page = R"js(
(() => {
  const kept = (host) => {
    const root = host.shadowRoot;
    for (const input of root.querySelectorAll('input')) input.toggleAttribute('checked', input.checked);
    for (const link of root.querySelectorAll('a')) link.removeAttribute('href');
    const style = root.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules]);
    const element = document.createElement(host.localName);
    const template = document.createElement('template');
    template.setAttribute('shadowrootmode', 'open');
    const css = document.createElement('style');
    css.textContent = style.map((rule) => rule.cssText).join('\n') +
      '\ndialog[open]{position:fixed;inset:0;margin:auto;z-index:2147483647;' +
      'box-shadow:0 0 0 100vmax rgb(0 0 0/45%)}\n*,::before,::after{animation:none!important}';
    template.content.append(css, ...[...root.childNodes].map((node) => node.cloneNode(true)));
    element.append(template);
    return element.outerHTML;
  };
  const hosts = [...document.querySelectorAll('akkoord-banner,akkoord-settings')];
  const lang = document.documentElement.lang;
  return `<!doctype html>\n<html lang="${lang}">\n<head>\n<meta charset="utf-8">\n` +
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">\n` +
    `<meta name="viewport" content="width=device-width">\n<title>${location.host}</title>\n</head>\n` +
    `<body style="font-family:sans-serif">\n` +
    hosts.map(kept).join('\n') + '\n</body>\n</html>\n';
})())js";

std::string type_of(std::string_view name) {
  if (name.ends_with(".js")) return "text/javascript; charset=utf-8";
  if (name.ends_with(".json")) return "application/json";
  if (name.ends_with(".css")) return "text/css";
  return "text/html; charset=utf-8";
}

std::string text_at(const json& page, const char* key) {
  const auto found = page.find(key);
  return found != page.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// The path of `url`, without query.
std::string_view path_of(std::string_view url) {
  const std::size_t host = url.find("//");
  if (host == std::string_view::npos) return {};
  const std::size_t path = url.find('/', host + 2);
  if (path == std::string_view::npos) return {};
  return url.substr(path, url.find_first_of("?#", path) - path);
}

std::optional<std::string> file_in(const std::filesystem::path& folder, std::string_view name) {
  if (name.empty() || name.find('/') != std::string_view::npos) return std::nullopt;
  ReadFile file = read_file((folder / name).string(), max_shown_bytes);
  if (file.state != ReadState::done) return std::nullopt;
  return std::move(file.text);
}

/// What the page asks for: itself, with the lines of the install without inline code, and compiled
/// files, wherever the site kept them. The site's own fonts and colours are not known.
PageFiles files_of(const std::filesystem::path& folder, const std::string& address,
                   const std::string& language) {
  return [=](std::string_view url) -> std::optional<PageFile> {
    if (url == address) {
      const std::string lines = file_in(folder, "tag.html").value_or("");
      return PageFile{
          "text/html; charset=utf-8",
          "<!doctype html><html lang=\"" + language + "\"><head><meta charset=\"utf-8\">" + lines +
              "<meta name=\"viewport\" content=\"width=device-width\">"
              "<title></title></head><body style=\"font-family:sans-serif\"></body></html>"};
    }
    const std::string_view path = path_of(url);
    const std::string_view name = path.substr(path.rfind('/') + 1);
    std::optional<std::string> bytes = file_in(folder, name);
    if (!bytes) return std::nullopt;
    return PageFile{type_of(name), std::move(*bytes)};
  };
}

std::optional<json> page_in(const std::filesystem::path& folder) {
  const std::optional<std::string> text = file_in(folder, "shown.json");
  if (!text) return std::nullopt;
  json page = json::parse(*text, nullptr, false);
  if (!page.is_object()) return std::nullopt;
  return page;
}

}  // namespace

std::optional<std::string> show_banner(const ChromiumProcess& chromium,
                                       const std::filesystem::path& folder, BannerForm form,
                                       std::string& fault) {
  const std::optional<json> page = page_in(folder);
  if (!page) {
    fault = "shown.json can't be read";
    return std::nullopt;
  }
  const std::string address = "https://" + text_at(*page, "site") + text_at(*page, "path");
  PicturedPage shown(chromium, files_of(folder, address, text_at(*page, "language")));
  fault = shown.open(text_at(*page, "device") == "small" ? telephone : desk);
  if (fault.empty()) fault = shown.navigate(address);
  if (!fault.empty()) return std::nullopt;
  const std::string layer = page->value("layer", 1) == 2 ? "2" : "1";
  const std::optional<json> title = shown.run(std::string(wait_for_banner) + "(" + layer + ")");
  if (!title || !title->is_string()) {
    fault = shown.fault().empty() ? "the compiled files show no banner" : shown.fault();
    return std::nullopt;
  }
  if (*title != text_at(*page, "title")) {
    fault = "the banner says \"" + title->get<std::string>() + "\" and not what was logged, \"" +
            text_at(*page, "title") + "\"";
    return std::nullopt;
  }
  std::optional<std::string> bytes;
  if (form == BannerForm::picture) {
    bytes = shown.picture();
  } else if (const std::optional<json> html = shown.run(keep_page); html && html->is_string()) {
    bytes = html->get<std::string>();
  }
  if (!bytes) fault = shown.fault().empty() ? "Chromium gives no picture" : shown.fault();
  return bytes;
}

}  // namespace akkoord

// SPDX-License-Identifier: MIT
#include "tests/compile/test_catalogue.h"

namespace akkoord::test {

namespace {

constexpr std::string_view schema = R"({
  "type": "object",
  "required": ["id", "revision", "site", "controller", "languages", "services"],
  "additionalProperties": false,
  "properties": {
    "$schema": { "type": "string" },
    "id": { "$ref": "#/$defs/serviceId" },
    "revision": { "type": "integer", "minimum": 1, "maximum": 4294967295 },
    "site": {
      "type": "object", "required": ["hosts"], "additionalProperties": false,
      "properties": {
        "hosts": { "type": "array", "items": { "$ref": "#/$defs/host" }, "minItems": 1, "uniqueItems": true },
        "first_party": { "$ref": "#/$defs/urls" },
        "web_sockets": { "$ref": "#/$defs/hostPatterns" },
        "forms": { "type": "array", "items": { "type": "string", "x-akkoord-format": "host-pattern" } },
        "webrtc": { "type": "boolean" },
        "cookie_domain": { "$ref": "#/$defs/host" }
      }
    },
    "controller": {
      "description": "Who answers for the site. Shown to visitors.",
      "type": "object", "required": ["name"], "additionalProperties": false,
      "properties": {
        "name": { "type": "string", "minLength": 1, "maxLength": 40 },
        "dpo": { "type": ["string", "null"] },
        "privacy_notice": { "$ref": "#/$defs/privacyNotice" }
      }
    },
    "jurisdictions": { "type": "array", "items": { "oneOf": [
      { "type": "string", "x-akkoord-format": "country" },
      {
        "type": "object", "required": ["country"], "additionalProperties": false,
        "properties": {
          "country": { "type": "string", "x-akkoord-format": "country" },
          "hosts": { "type": "array", "items": { "$ref": "#/$defs/host" } },
          "paths": { "type": "array", "items": { "type": "string", "x-akkoord-format": "site-path" } },
          "privacy_notice": { "$ref": "#/$defs/privacyNotice" }
        }
      }
    ] } },
    "languages": { "type": "array", "items": { "$ref": "#/$defs/language" }, "minItems": 1, "maxItems": 3 },
    "records": {
      "type": "object", "additionalProperties": false,
      "properties": {
        "prefix": { "type": "string", "x-akkoord-format": "cookie-prefix" },
        "lifetime_days": { "type": "integer", "minimum": 1, "maximum": 400 },
        "names": { "type": "object", "additionalProperties": { "type": "string", "x-akkoord-format": "cookie-name" } }
      }
    },
    "on_grant": {
      "oneOf": [
        { "$ref": "#/$defs/grantEffect" },
        {
          "type": "object", "required": ["default", "routes"], "additionalProperties": false,
          "properties": {
            "default": { "$ref": "#/$defs/grantEffect" },
            "routes": {
              "type": "object", "maxProperties": 3,
              "propertyNames": { "type": "string", "x-akkoord-format": "site-path" },
              "additionalProperties": { "$ref": "#/$defs/grantEffect" }
            }
          }
        }
      ]
    },
    "enforcement": { "type": "string", "enum": ["enforce", "observe"] },
    "services": {
      "type": "array", "maxItems": 512,
      "items": { "oneOf": [{ "$ref": "#/$defs/serviceId" }, { "$ref": "#/$defs/serviceOverride" }, { "$ref": "#/$defs/service" }] }
    },
    "sensitive_routes": { "type": "array", "items": { "type": "string", "x-akkoord-format": "site-path" } },
    "collector": {
      "type": "object", "required": ["endpoint"], "additionalProperties": false,
      "properties": { "endpoint": { "type": "string", "x-akkoord-format": "endpoint" } }
    },
    "banner": {
      "type": "object", "additionalProperties": false,
      "properties": {
        "layout": { "type": "string", "enum": ["box", "bar", "dialog"] },
        "theme": { "type": "object", "additionalProperties": { "type": ["string", "integer", "object"] } },
        "text": {
          "type": "object", "propertyNames": { "$ref": "#/$defs/language" },
          "additionalProperties": { "type": "object" }
        }
      }
    }
  },
  "$defs": {
    "privacyNotice": {
      "oneOf": [
        { "type": "string", "x-akkoord-format": "url-or-path" },
        {
          "type": "object", "propertyNames": { "$ref": "#/$defs/language" },
          "additionalProperties": { "type": "string", "x-akkoord-format": "url-or-path" }
        }
      ]
    },
    "grantEffect": { "type": "string", "enum": ["reload", "next-page"] },
    "embed": { "type": "string", "enum": ["placeholder", "none"] },
    "embedElements": {
      "type": "array", "uniqueItems": true,
      "items": { "type": "string", "x-akkoord-format": "embed-selector" }
    },
    "hostPatterns": { "type": "array", "items": { "type": "string", "x-akkoord-format": "host-pattern" } },
    "serviceId": { "type": "string", "maxLength": 64, "x-akkoord-format": "service-id" },
    "host": { "type": "string", "x-akkoord-format": "host" },
    "language": { "type": "string", "x-akkoord-format": "language" },
    "category": { "type": "string", "enum": ["mandatory", "functional", "analytical", "advertising", "social"] },
    "provider": {
      "type": "object", "required": ["name"], "additionalProperties": false,
      "properties": { "name": { "type": "string" }, "country": { "type": "string" }, "notice": { "type": "string" } }
    },
    "purpose": { "type": "object", "additionalProperties": { "type": "string" } },
    "urlPattern": {
      "type": "string", "x-akkoord-format": "url-pattern",
      "x-akkoord-remedy": "Write host and path without a scheme."
    },
    "urls": {
      "type": "array", "uniqueItems": true,
      "items": {
        "oneOf": [
          { "$ref": "#/$defs/urlPattern" },
          {
            "type": "object", "required": ["pattern", "shared"], "additionalProperties": false,
            "properties": { "pattern": { "$ref": "#/$defs/urlPattern" }, "shared": { "type": "string", "minLength": 1 } }
          }
        ]
      }
    },
    "cookies": {
      "type": "array",
      "items": {
        "type": "object", "required": ["name"], "additionalProperties": false,
        "properties": {
          "name": { "$ref": "#/$defs/name" },
          "lifetime": { "type": "string", "const": "session" },
          "lifetime_days": { "type": "integer", "minimum": 1 },
          "lifetime_s": { "type": "integer", "minimum": 1 },
          "host": { "$ref": "#/$defs/host" },
          "path": { "type": "string", "x-akkoord-format": "site-path" },
          "http_only": { "type": "boolean" }
        },
        "oneOf": [{ "required": ["lifetime"] }, { "required": ["lifetime_days"] }, { "required": ["lifetime_s"] }],
        "x-akkoord-remedy": "Give one lifetime."
      }
    },
    "name": { "type": "string", "minLength": 1, "x-akkoord-format": "name-pattern" },
    "names": { "type": "array", "items": { "$ref": "#/$defs/name" } },
    "basis": {
      "oneOf": [
        { "const": "consent" },
        {
          "type": "object", "required": ["exempt"], "additionalProperties": false,
          "properties": {
            "exempt": { "type": "string", "minLength": 1 },
            "countries": { "type": "array", "items": { "type": "string", "x-akkoord-format": "country" } }
          }
        }
      ],
      "x-akkoord-remedy": "Write \"consent\", or the law."
    },
    "service": {
      "type": "object", "additionalProperties": false,
      "required": ["id", "name", "category", "provider", "purpose"],
      "properties": {
        "id": { "$ref": "#/$defs/serviceId" }, "name": { "type": "string" },
        "category": { "$ref": "#/$defs/category" }, "provider": { "$ref": "#/$defs/provider" },
        "purpose": { "$ref": "#/$defs/purpose" }, "urls": { "$ref": "#/$defs/urls" },
        "web_sockets": { "$ref": "#/$defs/hostPatterns" },
        "paths": { "type": "array", "items": { "type": "string", "x-akkoord-format": "site-path" } },
        "cookies": { "$ref": "#/$defs/cookies" }, "local_storage": { "$ref": "#/$defs/names" },
        "session_storage": { "$ref": "#/$defs/names" }, "session_replay": { "type": "boolean" }, "off_on_sensitive_routes": { "type": "boolean" },
        "embed": { "$ref": "#/$defs/embed" }, "embed_elements": { "$ref": "#/$defs/embedElements" },
        "basis": { "$ref": "#/$defs/basis" },
        "transfer": {
          "type": "object", "required": ["basis"], "additionalProperties": false,
          "properties": {
            "basis": { "type": "string", "enum": ["adequacy", "scc", "bcr", "derogation", "privacy-shield"] },
            "countries": { "type": "array", "items": { "type": "string", "x-akkoord-format": "country" } }
          }
        }
      }
    },
    "serviceOverride": {
      "type": "object", "additionalProperties": false, "required": ["preset"],
      "properties": {
        "preset": { "$ref": "#/$defs/serviceId" }, "category": { "$ref": "#/$defs/category" },
        "name": { "type": "string" }, "urls": { "$ref": "#/$defs/urls" },
        "cookies": { "$ref": "#/$defs/cookies" }, "provider": { "$ref": "#/$defs/provider" },
        "embed": { "$ref": "#/$defs/embed" }
      }
    },
    "accent": { "type": "string" }
  }
})";

constexpr std::string_view counter = R"({
  "id": "counter",
  "name": "Counter",
  "category": "analytical",
  "provider": { "name": "Counter Ltd", "country": "IE", "notice": "https://counter.test/privacy" },
  "purpose": { "en": "Counts visits.", "nl": "Telt bezoeken." },
  "urls": ["*.counter.test", "counter.test/js"],
  "cookies": [{ "name": "_cnt", "lifetime_days": 2 }, { "name": "uid", "lifetime_s": 60, "host": "counter.test" }],
  "local_storage": ["cnt_*"]
})";

constexpr std::string_view pixel = R"({
  "id": "pixel",
  "name": "Pixel",
  "category": "advertising",
  "provider": { "name": "Pixel Inc", "country": "US" },
  "purpose": { "en": "Measures advertisements.", "nl": "Meet advertenties." },
  "urls": ["ads.counter.test/tr", "pixel.test"],
  "cookies": [{ "name": "_pix_*", "lifetime": "session" }]
})";

constexpr std::string_view english = R"({
  "language": "en", "name": "English", "direction": "ltr",
  "banner": { "title": "Cookies", "body": "{controller} asks <you>.", "saved": "Saved." },
  "settings": { "save": "Save" },
  "embed": { "title": "{service} waits" },
  "categories": { "analytical": { "name": "Statistics", "description": "Counting." } }
})";

constexpr std::string_view dutch = R"({
  "language": "nl", "name": "Nederlands", "direction": "ltr",
  "banner": { "title": "Koekjes", "body": "{controller} vraagt het u.", "saved": "Bewaard." },
  "settings": { "save": "Bewaar" },
  "embed": { "title": "{service} wacht" },
  "categories": { "analytical": { "name": "Statistiek", "description": "Tellen." } }
})";

constexpr CatalogueFile presets[] = {{"counter", counter}, {"pixel", pixel}};
constexpr CatalogueFile languages[] = {{"en", english}, {"nl", dutch}};

}  // namespace

Catalogue test_catalogue() {
  return {.presets = presets,
          .languages = languages,
          .names = {},
          .authorities = "{}",
          .schema = schema,
          .wording = "{}",
          .bootstrap = "start(AKKOORD_TABLE);\n",
          .early = "hold(AKKOORD_CALLS);\n",
          .page_script = "run(AKKOORD_DATA);\n",
          .path_gate = "gate",
          .bar_style = ".bar{}",
          .dialog_style = ".dialog{}",
          .page_country = "find",
          .country_follower = "follow",
          .teller = "load",
          .later_script = "export const later = [AKKOORD_MODULE,AKKOORD_LATER];\n",
          .tell_script = "export const tell = AKKOORD_TELL;\n",
          .settings_script = "export const settings = 1;\n",
          .embeds_script = "export const embeds = 1;\n",
          .inspector_script = "export const inspector = 1;\n",
          .declaration_script = "export const declaration = 1;\n",
          .declaration_style = "p{}",
          .declaration_page_style = "body{}",
          .page_module = std::string_view("\0asm\x01", 5),
          .whole_page_module = std::string_view("\0asm\x02", 5)};
}

std::string policy_text(const PolicyParts& parts) {
  return "{\n  \"id\": \"clinic\",\n  \"revision\": " + parts.revision +
         ",\n  \"site\": " + parts.site +
         ",\n  \"controller\": { \"name\": \"Clinic\", \"privacy_notice\": \"/privacy/\" },\n"
         "  \"languages\": " +
         parts.languages + ",\n  \"services\": " + parts.services + parts.more + "\n}\n";
}

std::string service_text(std::string_view id, std::string_view category, std::string_view keys) {
  std::string text = "{ \"id\": \"";
  text.append(id).append("\", \"name\": \"N\", \"category\": \"").append(category);
  text.append("\", \"provider\": { \"name\": \"P\" }, \"purpose\": { \"en\": \"W.\" }");
  return text.append(keys).append(" }");
}

OpenedPolicy open_text(const std::string& text) {
  const Catalogue catalogue = test_catalogue();
  return open_policy({.policy = {text, "clinic.json"}, .catalogue = catalogue});
}

std::string said_about(const std::string& text) {
  return text_of_all(open_text(text).diagnostics);
}

std::string text_of_all(const Diagnostics& diagnostics) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics) text += diagnostic_text(diagnostic);
  return text;
}

bool holds(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

}  // namespace akkoord::test

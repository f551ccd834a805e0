<?php
// SPDX-License-Identifier: MIT
//
// What `akkoord headers --for php` writes: php.cc puts its part in the place of each line that
// holds a {name} alone. What stands above the first is left out.

// {title}
//
// It reads the visitor's record cookies and sends the Content-Security-Policy that they allow: the
// browser refuses the rest. PHP 7.4 or later. It has to run before anything else:
//
//   in your first file    require_once __DIR__ . '/akkoord.php';
//   or for all files      auto_prepend_file = "/full/path/akkoord.php"   in php.ini or .user.ini
//
// A Content-Security-Policy of the site's own may stay: both count. A site that itself calls
// header_register_callback() has to send its own with header(..., false), or it replaces this one.
//
// PHP sees what PHP answers: HTML files that the web server sends without it need the header from there
// (akkoord headers --for htaccess), and so do the site's own paths to a service that it passes on. A
// page cache in front of PHP, also a plugin's, has to be off.
//
// {caches}

if (!class_exists('Akkoord', false)) {
    final class Akkoord
    {
        // {constants}

        private const MAX_LIFE_S = 34560000; // 400 days: no browser keeps a cookie longer
        private const MAX_CLOCK_SKEW_S = 300; // a record may be issued so far ahead: no two clocks agree
        private const MAX_COOKIE_BYTES = 65536;
        private const MAX_EXCEPTIONS_BYTES = 4096;
        /** Types that hold no document, worker or style that could ask for anything. */
        private const INERT_TYPE = '~^content-type:\s*(image/(?!svg)|font/|audio/|video/|text/css|application/(x-)?font-)~i';
        private const DOCUMENT_TYPE = '~^content-type:\s*(text/html|application/xhtml|image/svg)~i';
        /** All record cookies, by commas: the record, four categories, exceptions, sensitive routes. */
        private const RECORD_FORM = '~^1\.([1-9]\d*)\.([1-9]\d{0,11})\.([1-9]\d{0,11})\.'
            . '(?:[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}|0{8}(?:-0{4}){3}-0{12})'
            . '(?:,[01]){4},(?:[+-](?![^.,]{65})[a-z\d]++(?:-[a-z\d]++)*+(?:\.(?!,)|(?=,)))*+,[01]?$~D';

        public static function start(): void
        {
            $records = self::records($_SERVER['HTTP_COOKIE'] ?? '', time());
            $path = preg_replace('~^https?://[^/]*|[?#].*~is', '', $_SERVER['REQUEST_URI'] ?? '/');
            $guarded = self::guarded($path);
            $sensitive = self::isSensitive($path);
            if ($guarded !== null && isset($_SERVER['HTTP_REFERER'])) {
                // What a page asks of a guarded path is judged by that page too.
                $referrer = preg_replace('~^[a-z]+://[^/]*|[?#].*~is', '', $_SERVER['HTTP_REFERER']);
                $sensitive = $sensitive || self::isSensitive($referrer);
            }
            // No path tells which page asks for it: there nothing is exempt by country.
            $country = $guarded === null ? self::country($path) : '';
            $gpc = ($_SERVER['HTTP_SEC_GPC'] ?? '') === '1';
            $granted = self::granted($records, $gpc, $sensitive, $country);

            // A way around guarded paths that no browser takes by itself.
            $around = self::PATHS !== [] && preg_match('~/\.\.?(/|\z)~', self::spellings($path)[1]);
            $closed = $guarded !== null && array_diff($guarded, $granted) !== [];
            if (!self::OBSERVE && ($around || $closed)) {
                http_response_code(403);
                header('Content-Type: text/plain');
                header('Cache-Control: no-store');
                exit("No consent for this service.\n");
            }
            if (self::isEmbedPage($path)) {
                return; // it brings a policy of its own
            }
            self::send(self::policy($granted));
            foreach (self::renewed($records) as $cookie) {
                header("Set-Cookie: $cookie", false);
            }
        }

        /** The Content-Security-Policy for these services. */
        private static function policy(array $granted): string
        {
            $sources = [self::OPENING];
            foreach (self::GROUPS as [$services, $group]) {
                if (array_diff($services, $granted) === []) {
                    array_push($sources, ...explode(' ', $group));
                }
            }
            return implode(' ', array_unique($sources)) . self::TAIL;
        }

        /** Adds the policy now; and once more when headers go out, as the site may have replaced it. */
        private static function send(string $policy): void
        {
            $name = 'Content-Security-Policy' . (self::OBSERVE ? '-Report-Only' : '');
            header("$name: $policy", false);
            header_register_callback(static function () use ($name, $policy): void {
                $headers = headers_list();
                $own = "$name: $policy";
                header_remove($name);
                foreach ($headers as $header) {
                    if (stripos($header, "$name:") === 0 && $header !== $own) {
                        header($header, false);
                    }
                }
                if (preg_grep(self::INERT_TYPE, $headers) !== []) {
                    return;
                }
                header($own, false);
                $types = preg_grep('~^content-type:~i', $headers);
                if ($types === [] || preg_grep(self::DOCUMENT_TYPE, $types) !== []) {
                    header('Vary: Cookie, Sec-GPC', false);
                    header('Cache-Control: private, no-cache', false);
                }
            });
        }

        /** The services that may run for this visitor, by id. */
        private static function granted(?array $records, bool $gpc, bool $sensitive, string $country): array
        {
            $exceptions = explode('.', $records['exceptions'] ?? '');
            $sensitive = $sensitive && ($records['sensitive'] ?? '') !== '1';
            $granted = [];
            foreach (self::SERVICES as [$id, $category, $exempt, $off]) {
                $chosen = ($records[$category] ?? '') === '1' || in_array("+$id", $exceptions, true);
                $free = is_array($exempt) ? in_array($country, $exempt, true) : $exempt;
                $follows = $off || $category === 'advertising' || $category === 'social';
                if (
                    ($free || $chosen) // what needs no consent may still be objected to
                    && !in_array("-$id", $exceptions, true)
                    && !($gpc && $category === 'advertising')
                    && !($sensitive && $follows)
                ) {
                    $granted[] = $id;
                }
            }
            return $granted;
        }

        /** The values of the record cookies, and for how long they hold; null unless all of it is sound. */
        private static function records(string $header, int $now_s): ?array
        {
            $records = [];
            foreach (explode(';', $header) as $pair) {
                [$name, $value] = explode('=', $pair, 2) + [1 => null];
                $field = array_search(trim($name, " \t"), self::COOKIES, true);
                if ($field === false || $value === null) {
                    continue;
                }
                $value = trim($value, " \t");
                $twin = $records[$field] ?? $value;
                if ($twin !== $value) {
                    // Twins that differ: a category is refused by either, of the others neither is believed.
                    $bits = in_array($field, self::CATEGORIES, true) && preg_match('~^[01]{2}$~D', $twin . $value);
                    $value = $bits ? '0' : 'odd';
                }
                $records[$field] = $value;
            }
            $values = [];
            foreach (array_keys(self::COOKIES) as $field) {
                $values[] = $records[$field] ?? '';
            }
            if (
                strlen($header) > self::MAX_COOKIE_BYTES
                || strlen($records['exceptions'] ?? '') > self::MAX_EXCEPTIONS_BYTES
                || preg_match(self::RECORD_FORM, implode(',', $values), $found) !== 1
            ) {
                return null;
            }
            [$issued_s, $expires_s] = [(int) $found[2], (int) $found[3]];
            $left_s = min($expires_s, $issued_s + self::MAX_LIFE_S) - $now_s;
            if (
                $found[1] !== self::REVISION
                || $issued_s > $now_s + self::MAX_CLOCK_SKEW_S
                || $issued_s > $expires_s
                || $left_s <= 0
            ) {
                return null;
            }
            return $records + ['left_s' => $left_s];
        }

        /**
         * Set-Cookie values that keep the records for what is left of their life, on requests for a document:
         * Safari forgets after 7 days what a script wrote. Nothing is made to last longer.
         */
        private static function renewed(?array $records): array
        {
            $aim = $_SERVER['HTTP_SEC_FETCH_DEST'] ?? '';
            $accept = $_SERVER['HTTP_ACCEPT'] ?? '';
            $is_page = $aim === '' ? strpos($accept, 'text/html') !== false : $aim === 'document';
            // What is fetched ahead may arrive after a withdrawal, and must not undo it.
            if ($records === null || !$is_page || isset($_SERVER['HTTP_SEC_PURPOSE'])) {
                return [];
            }
            $host = '.' . strtolower(preg_replace('~:\d*$~', '', $_SERVER['HTTP_HOST'] ?? ''));
            $domain = self::COOKIE_DOMAIN;
            $covers = $domain !== '' && substr($host, -strlen($domain) - 1) === ".$domain";
            $https = !in_array(strtolower($_SERVER['HTTPS'] ?? ''), ['', 'off'], true)
                || ($_SERVER['HTTP_X_FORWARDED_PROTO'] ?? '') === 'https';
            $place = ($covers ? "; Domain=$domain" : '') . ($https ? '; Secure' : '');
            $lines = [];
            foreach (self::COOKIES as $field => $name) {
                if (($records[$field] ?? '') !== '') {
                    $lines[] = "$name={$records[$field]}; Path=/; Max-Age={$records['left_s']}; SameSite=Lax$place";
                }
            }
            return $lines;
        }

        /** Whose rules the page follows; '' where it is of no country: then the strictest hold. */
        private static function country(string $path): string
        {
            $host = strtolower(preg_replace('~:\d*$~', '', $_SERVER['HTTP_HOST'] ?? ''));
            foreach (self::COUNTRIES as [$rule, $country]) {
                if ($rule === $host || strncmp($path, $rule, strlen($rule)) === 0) {
                    return $country;
                }
            }
            return '';
        }

        private static function isSensitive(string $path): bool
        {
            foreach (self::SENSITIVE_ROUTES as $route) {
                foreach (self::spellings($path) as $spelling) {
                    if (strncmp($spelling, $route, strlen($route)) === 0) {
                        return true;
                    }
                }
            }
            return false;
        }

        /** The services that a guarded path passes requests on to: the first that fits is the closest. */
        private static function guarded(string $path): ?array
        {
            foreach (self::PATHS as [$pattern, $services]) {
                $length = substr($pattern, -1) === '/' ? strlen($pattern) : PHP_INT_MAX;
                foreach (self::spellings($path) as $spelling) {
                    if (substr($spelling, 0, $length) === $pattern) {
                        return $services;
                    }
                }
            }
            return null;
        }

        /** The page that shows one embed. */
        private static function isEmbedPage(string $path): bool
        {
            $form = '~^' . preg_quote(self::BASE, '~') . 'embed-(.*)\.html$~D';
            return preg_match($form, $path, $found) === 1 && in_array($found[1], self::EMBEDS, true);
        }

        /** The path as the browser sends it, and as servers read it: letters decoded, no '/' twice. */
        private static function spellings(string $path): array
        {
            $letter = static fn (array $found): string => chr((int) hexdec($found[1]));
            $decoded = preg_replace_callback('~%([2-7][\da-f])~i', $letter, $path);
            return [$path, preg_replace('~/{2,}~', '/', $decoded)];
        }
    }

    if (!in_array(PHP_SAPI, ['cli', 'phpdbg', 'embed'], true)) {
        Akkoord::start(); // a script of the command line has no visitor
    }
}

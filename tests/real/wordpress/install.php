<?php
// A new WordPress as its installer leaves it. Standard input: {"locale": ...}
define('WP_INSTALLING', true);
$_SERVER['HTTP_HOST'] = parse_url(getenv('WP_TEST_HOME'), PHP_URL_HOST);
require __DIR__ . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
function wp_mail() { return true; }
$given = json_decode(stream_get_contents(STDIN), true);
if ($given['locale']) {
    load_default_textdomain($given['locale']);
    $GLOBALS['wp_locale'] = new WP_Locale();
}
wp_install('Dinas Contoh', 'operator', 'operator@example.go.id', true, '', 'not-a-secret', $given['locale']);

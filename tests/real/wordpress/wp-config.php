<?php
// One copy of WordPress's code serves every test site; which one it is stands in the environment.
define('DB_NAME', getenv('WP_TEST_DATABASE'));
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:' . getenv('WP_TEST_SOCKET'));
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
$table_prefix = 'wp_';

define('WP_HOME', getenv('WP_TEST_HOME'));
define('WP_SITEURL', WP_HOME);
define('WPMU_PLUGIN_DIR', getenv('WP_TEST_PLUGINS'));

// Nothing leaves this machine, nothing happens by itself.
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('DISABLE_WP_CRON', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
define('WP_DEBUG', false);

defined('ABSPATH') || define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';

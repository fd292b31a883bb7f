<?php
// What Apache does for WordPress: files as they are, folders by their index, and only with pretty links the rest.
$path = rawurldecode(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH) ?: '/');
$file = $_SERVER['DOCUMENT_ROOT'] . $path;
if (is_dir($file) && is_file(rtrim($file, '/') . '/index.php')) {
    $path = rtrim($path, '/') . '/index.php';
    $file = $_SERVER['DOCUMENT_ROOT'] . $path;
}
if (is_file($file) && !str_ends_with($file, '.php')) {
    return false;
}
if (!is_file($file)) {
    if (!getenv('WP_TEST_REWRITE')) {
        http_response_code(404);
        echo '<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN"><html><head><title>404 Not Found</title></head>',
            '<body><h1>Not Found</h1><p>The requested URL was not found on this server.</p></body></html>';
        return true;
    }
    $path = '/index.php';
    $file = $_SERVER['DOCUMENT_ROOT'] . $path;
}
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = $path;
$_SERVER['SCRIPT_FILENAME'] = $file;
unset($_SERVER['PATH_INFO']);
chdir(dirname($file));
require $file;

<?php
// Makes the installed WordPress the site that standard input describes: wordpress_world.Site as JSON.
$_SERVER['HTTP_HOST'] = parse_url(getenv('WP_TEST_HOME'), PHP_URL_HOST);
require __DIR__ . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/taxonomy.php';
$site = json_decode(stream_get_contents(STDIN), true);

function moment(float $days_ago): array {
    $gmt = gmdate('Y-m-d H:i:s', (int) (time() - $days_ago * 86400));
    return [get_date_from_gmt($gmt), $gmt];
}

function redate(int $id, array $fields): void {
    global $wpdb;
    $wpdb->update($wpdb->posts, $fields, ['ID' => $id]);
    clean_post_cache($id);
}

update_option('timezone_string', 'Asia/Jakarta');
foreach ($site['options'] as $name => $value) {
    update_option($name, $value);
}
switch_theme($site['theme']);

foreach (get_posts(['post_type' => ['post', 'page'], 'post_status' => 'any', 'numberposts' => -1]) as $seed) {
    [$local, $gmt] = moment($site['installed_days']);
    redate($seed->ID, ['post_date' => $local, 'post_date_gmt' => $gmt, 'post_modified' => $local, 'post_modified_gmt' => $gmt]);
    if ($seed->post_type === 'post' && !$site['keep_seed']) {
        wp_delete_post($seed->ID, true);
    }
}

$menu = $site['menu'] ? wp_create_nav_menu('Utama') : 0;
foreach ($site['menu'] as [$label, $path]) {
    wp_update_nav_menu_item($menu, 0, ['menu-item-title' => $label, 'menu-item-url' => home_url($path),
        'menu-item-type' => 'custom', 'menu-item-status' => 'publish']);
}
if ($menu) {
    set_theme_mod('nav_menu_locations', ['primary' => $menu]);
}

foreach ($site['posts'] as $post) {
    [$local, $gmt] = moment($post['days']);
    $id = wp_insert_post([
        'post_title' => $post['title'], 'post_content' => $post['content'], 'post_type' => $post['type'],
        'post_name' => $post['slug'], 'post_status' => $post['status'], 'post_password' => $post['password'], 'post_author' => 1,
        'post_date' => $local, 'post_date_gmt' => $gmt,
        'post_category' => $post['category'] ? [wp_create_category($post['category'])] : [],
        'post_mime_type' => $post['type'] === 'attachment' ? 'application/pdf' : '',
    ], true);
    if (is_wp_error($id)) {
        fwrite(STDERR, $id->get_error_message());
        exit(1);
    }
    if ($post['status'] === 'publish' && $post['days'] < 0) {
        redate($id, ['post_status' => 'publish']); // as a careless import leaves it
    }
    if ($post['modified_days'] !== null) {
        [$local, $gmt] = moment($post['modified_days']);
        redate($id, ['post_modified' => $local, 'post_modified_gmt' => $gmt]);
    }
    if ($post['sticky']) {
        stick_post($id);
    }
    foreach ($post['comments'] as $days) {
        [$local, $gmt] = moment($days);
        wp_insert_comment(['comment_post_ID' => $id, 'comment_author' => 'Warga', 'comment_content' => 'Terima kasih informasinya.',
            'comment_date' => $local, 'comment_date_gmt' => $gmt, 'comment_approved' => 1]);
    }
}

foreach (['page_on_front' => $site['front_page'], 'page_for_posts' => $site['posts_page']] as $option => $slug) {
    if ($slug) {
        update_option('show_on_front', 'page');
        update_option($option, get_page_by_path($slug)->ID);
    }
}

$GLOBALS['wp_rewrite']->init();
$GLOBALS['wp_rewrite']->set_permalink_structure($site['permalinks']);
flush_rewrite_rules();

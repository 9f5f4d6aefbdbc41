<?php
// Installs a German WordPress and fills it: php wordpress.php FOLDER; prints the addresses of all that is published.
define('WP_INSTALLING', true);
$_SERVER['HTTP_HOST'] = getenv('HARZ_HOST');
require $argv[1] . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('Rückkehr in den Harz', 'redaktion', 'redaktion@harz.example', true, '', 'geheim', 'de_DE');
foreach (get_posts(['post_type' => ['post', 'page'], 'post_status' => 'any', 'numberposts' => -1]) as $old) {
    wp_delete_post($old->ID, true);
}
switch_theme('twentytwentyone');
foreach (['posts_per_page' => 5, 'blogname' => 'Rückkehr in den Harz', 'thread_comments' => 1,
          'timezone_string' => 'Europe/Berlin', 'WPLANG' => 'de_DE', 'blog_public' => 1] as $name => $value) {
    update_option($name, $value);
}
$GLOBALS['wp_rewrite']->init();
$GLOBALS['wp_rewrite']->set_permalink_structure('/%year%/%monthnum%/%postname%/');
$GLOBALS['wp_rewrite']->flush_rules(true);

$make = fn($kind, $title, $content, $more = []) => wp_insert_post($more + [
    'post_type' => $kind, 'post_title' => $title, 'post_content' => $content, 'post_status' => 'publish',
    'post_author' => 1, 'comment_status' => 'open'], true);
$topics = array_map(fn($name) => wp_insert_term($name, 'category')['term_id'], ['Wohnen', 'Arbeiten', 'Familie']);
$posts = [];
foreach (range(1, 23) as $i) {
    $posts[] = $make('post', "Überraschung Nummer $i für Rückkehrer", "<p>Größe und Fläche, Beitrag $i.</p>", [
        'post_date' => sprintf('2025-%02d-%02d 10:00:00', 1 + $i % 6, 1 + $i),
        'post_category' => [$topics[$i % 3]], 'tags_input' => ['Harz', "Ort $i"]]);
}
$make('post', 'Entwurf', '<p>Noch nicht.</p>', ['post_status' => 'draft']);
$make('post', 'Später', '<p>Erst dann.</p>', ['post_status' => 'future', 'post_date' => '2099-01-01 10:00:00']);
$comment = 0;
foreach (range(1, 4) as $i) {
    $comment = wp_insert_comment(['comment_post_ID' => $posts[0], 'comment_author' => "Gast $i",
        'comment_content' => 'Schön!', 'comment_approved' => 1, 'comment_parent' => $comment]);
}
$parent = $make('page', 'Über uns', "<p>Erster Teil</p><!--nextpage--><p>Zweiter Teil</p>");
$make('page', 'Team', '<p>Wir sind zu dritt.</p>', ['post_parent' => $parent]);
$hidden = $make('page', 'Nur in der Karte', '<p>Niemand führt hierher.</p>');
// An address that has changed: WordPress itself redirects the old one.
$old = get_permalink($posts[4]);
wp_update_post(['ID' => $posts[4], 'post_name' => 'neuer-name']);
$attachment = wp_insert_attachment(['post_title' => 'Blick zum Brocken', 'post_mime_type' => 'image/jpeg',
    'post_status' => 'inherit'], wp_upload_dir()['path'] . '/brocken.jpg', $posts[1]);
wp_update_post(['ID' => $posts[2], 'post_content' => '<p><a href="' . home_url('/gibt-es-nicht/') . '">Tot</a> <a href="'
    . $old . '">Alt</a> <a href="' . home_url('/?p=' . $posts[7]) . '">Kurz</a> <a href="'
    . get_attachment_link($attachment) . '">Bild</a> <a href="' . get_permalink($posts[8]) . '?utm_source=brief#oben">Brief</a> '
    . '<a href="' . home_url('/?s=harz') . '">Suche</a> <a href="' . home_url('/feed/') . '">Feed</a></p>']);
$rows = array_map(fn($id) => get_permalink($id), [...$posts, ...get_posts(
    ['post_type' => 'page', 'numberposts' => -1, 'fields' => 'ids'])]);
echo json_encode(['pages' => $rows, 'hidden' => get_permalink($hidden), 'old' => $old, 'new' => get_permalink($posts[4]),
    'attachment' => get_attachment_link($attachment)]);

<!DOCTYPE html>
<html <?php language_attributes(); ?>>
<head><meta charset="utf-8"><title><?php echo is_singular() ? single_post_title('', false) : get_bloginfo('name'); ?></title><?php wp_head(); ?></head>
<body>
<?php wp_body_open(); ?>
<div class="header"><h2><a href="<?php echo home_url('/'); ?>"><?php bloginfo('name'); ?></a></h2></div>
<div class="menu"><?php wp_nav_menu(['theme_location' => 'primary']); ?></div>
<div class="isi">
<?php if (!have_posts()) : ?><p>Belum ada berita.</p><?php endif; ?>
<?php while (have_posts()) : the_post(); ?>
  <div class="kotak">
    <h3><a href="<?php the_permalink(); ?>"><?php the_title(); ?></a></h3>
    <?php if (!is_page()) : ?><span class="tgl">Diposting oleh Admin | <?php echo get_the_date('l, j F Y'); ?> | Dibaca 123 kali</span><?php endif; ?>
    <?php is_singular() ? the_content() : the_excerpt(); ?>
  </div>
<?php endwhile; ?>
<?php posts_nav_link(); ?>
</div>
<div class="footer">Copyright &copy; <?php echo date('Y'); ?> <?php bloginfo('name'); ?></div>
<?php wp_footer(); ?>
</body>
</html>

"""Where things stand on a page: rows, menus, boilerplate, dates beside titles."""

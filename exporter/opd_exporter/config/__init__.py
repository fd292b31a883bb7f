"""YAML -> Config; every mistake by file, line, field and remedy."""

"""The words everything else is told in."""

"""Text and addresses as people and rules compare them."""

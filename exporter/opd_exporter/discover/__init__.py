"""A draft configuration from a city's portal: which sites it names, and how sure that is."""

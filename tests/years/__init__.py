"""A year, simulated: lives of sites, looked at day by day with a clock of their own (see docs/years.md)."""

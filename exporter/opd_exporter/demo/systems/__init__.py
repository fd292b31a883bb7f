"""The systems that the simulated sites run on, a file each."""

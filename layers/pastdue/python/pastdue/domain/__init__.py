"""What is decided: pure, total functions on frozen values; no clock, no I/O."""

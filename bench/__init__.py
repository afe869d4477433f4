"""Benches: they print figures, as ratios within the run, and assert nothing."""

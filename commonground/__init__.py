"""The mathematics of fair participation, for anyone who can import Python.

Plain data in, plain data out: fair draws, shared budgets, opinion groups, weights,
counting, keeping small numbers safe, reading age.
Never imports Django, opens a file, reads a clock or draws from global randomness; its command line (`cli`) alone reads
files and the clock.
"""

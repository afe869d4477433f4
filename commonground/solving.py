"""HiGHS, the solver of linear and whole-number programs, without a word of its own.

A command's standard output is its answer and nothing else, and HiGHS writes a banner when it starts.
"""

import highspy


class QuietHighs(highspy.Highs):
    """Told to be silent before anything else, which its own start is too late for."""

    def __init__(self) -> None:
        super(highspy.Highs, self).__init__()
        self.setOptionValue("output_flag", False)

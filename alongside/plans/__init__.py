"""The plan of an involvement: which duties apply to it, by whose judgement. It knows a piece of work by its scope alone.

It never says that something is compliant, and never decides what is substantial: it shows what follows from the answers.
"""

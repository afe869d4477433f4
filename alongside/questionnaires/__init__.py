"""The asking engine: one way to hold, route, read, print and compare anything that is a form with questions.

It knows questions, answers and editions; it never knows who answered, why they were asked, or where an
answer is kept. Nothing here decides what a result means.
"""

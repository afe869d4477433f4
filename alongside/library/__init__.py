"""The library of practice and law: methods, channels, whom one works with, kinds of involvement, standards and duties.

An organisation adds its own and hides or comments on what comes with Alongside. It never does so silently: each change
says who changed it, when and why. It holds nothing about a project.
"""

"""Findings, responses and promises: you said, we decided, we did; and telling everyone whose words fed them.

Every finding points to its evidence; every ending has a next date; nobody is told twice.
"""

"""Committees and other groups that decide or assure together: who is in them, and when they meet.

A group knows its members and its meetings; it never knows what it is asked about: plans do.
"""

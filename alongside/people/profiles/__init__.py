"""What a person chose to say about themselves in order to be invited, by consent, for that alone.

Never equality monitoring, never joined to it, never used to judge what somebody said.
"""

"""What is sent to whom, by which route: an outbox that loses nothing and doubles nothing, and letter and call tasks.

Keeps no address: it holds an envelope, and people/accounts knows where it goes. Forgets the words once sent.
"""

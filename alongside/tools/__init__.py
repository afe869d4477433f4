"""The plugs: each folder is one way of taking part. None knows another."""

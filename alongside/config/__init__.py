"""Settings, addresses and the server's entrance. The only place that lists the rooms."""

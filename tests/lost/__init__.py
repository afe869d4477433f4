"""Nothing acknowledged is lost: the real server and worker are killed while many people answer."""

"""What people type into this room's pages. Forms check; they never save."""

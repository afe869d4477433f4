"""People, in separate rooms so that what one knows another cannot see."""

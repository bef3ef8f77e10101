"""What posts bring: by format, topic and hour, on the platform and on the site."""

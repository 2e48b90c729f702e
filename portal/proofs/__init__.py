"""The door for proof files: taken in clean or not at all, kept outside the web, and removed when their time is over."""

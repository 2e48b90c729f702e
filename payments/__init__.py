"""What is true, whoever asks."""

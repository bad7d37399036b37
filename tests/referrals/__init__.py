"""What was referred in and out."""

"""What is known of her: each datum with its source, its date and its state (report I.3 a)."""

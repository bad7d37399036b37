"""Models of the feature folders, gathered where Django looks for them."""

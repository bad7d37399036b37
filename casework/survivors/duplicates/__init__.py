"""Two records that may be one woman: suspected by rule, joined by two people, undoable."""

"""The open site as a whole: its map, its help with the database down, what robots may read."""

"""The message catalogue: found in the sources, merged, compiled, without any system tool."""

"""The directory of the network: centres anybody may go to, and never where a shelter is."""

"""What helps editors keep the site sound: links that lead nowhere."""

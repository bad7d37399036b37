"""Search of the open site: by POST, so that what she looked for is in no address and no log."""

"""The open site measured: against a bare Wagtail's kept page, and with very many pages."""

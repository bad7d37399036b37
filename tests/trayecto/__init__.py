"""The trayecto: the page, the head of the file, the print view."""

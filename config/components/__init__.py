"""Parts of a page: what each takes, what it prints. Shown in use at /componentes/."""

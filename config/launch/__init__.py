"""Starting, testing and resetting the whole product with nothing but Python and make.

The modules used before the virtual environment exists (`__main__`, `verbs`, `bootstrap`,
`progress`, `commands`, `trouble`) need the standard library only.
"""

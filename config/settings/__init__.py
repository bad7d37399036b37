"""Settings, split by subject. Each subject reads its own part of the environment, once."""

from .base import *
from .clave_unica import *
from .content import *
from .database import *
from .doors import *
from .files import *
from .look import *
from .messages import *
from .rights import *
from .security import *

from .practice import *  # isort: skip - after all that it changes

if PRACTICE:  # noqa: F405
    globals().update(of_copy(globals()))  # noqa: F405

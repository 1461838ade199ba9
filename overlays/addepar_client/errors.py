"""Every error this package raises; see ``addepar_core.errors.tree``."""

from addepar_core.errors.tree import *  # noqa: F403
from addepar_core.errors.tree import __all__ as __all__

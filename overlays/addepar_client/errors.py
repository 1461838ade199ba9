"""Every error this package raises; the tree is drawn in ``addepar_core.errors.tree``."""

from addepar_core.errors.tree import *  # noqa: F403
from addepar_core.errors.tree import __all__ as __all__

"""Many files, reports or rows in one call, in both clients; what the command line does, from Python.

``files``, ``holdings`` and ``aio`` have the public methods. What they do is imported when one of them is called.
"""

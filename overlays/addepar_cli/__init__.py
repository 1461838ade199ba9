"""The command ``addepar``, built on the public client. It needs the extra ``[cli]``.

Conventions for new commands:

1. A group of commands is one module of ``commands`` or ``setup``, named in ``app.help.GROUPS``; it is imported when
   it is used. ``addepar --help`` is ``app.help.page()``, shown without an import of click. No module here imports the
   client, asyncio or tqdm before a command runs.
2. A group is ``app.click_ext.Group``; its commands are made by ``@group.command(name, examples=[...])`` and
   ``@takes_app``, and get the ``App`` first. Every command has examples; the tests run each against the sandbox.
3. The options in ``app.help.GLOBALS`` work before and after every command; no command declares them again.
4. ``with app.client() as client`` makes the client from flags, environment and profile. Records, never text, go
   to ``app.out``: ``out.rows(records, columns)`` for a list, ``out.record(record)`` for one. Models, mappings and
   resources are all accepted. ``columns`` are what a table shows, and the first columns of CSV.
5. Standard output holds only results. The rest goes to standard error: ``app.info`` (silent under ``--quiet``),
   ``app.warning``; text from outside passes through ``output.terminal.plain`` there.
6. Many items: ``batch.runner.run_many(app, items, work, ...)`` runs them concurrently within the budget, reports what
   succeeded, was skipped (raise ``Skipped``) or failed, and exits with the right code.
7. ``app.progress.transfer(name)`` returns an ``on_progress``; ``app.progress.waiting(name)`` an ``on_poll``.
8. Before a command destroys something, it calls ``app.confirm(question, yes)``, with the option ``yes_option``.
9. Errors are raised, not printed: ``app.errors`` turns each into one line with a hint, and an exit code. Wrong
   use is ``click.UsageError``. ``app.continue_hint`` says how to continue after Ctrl-C.
10. Files appear complete: use ``write_whole`` of the runtime, or the client's downloads. No argument takes a secret.
11. Records from a file: ``batch.loader.load(app, BulkOperation(...), BulkOptions(...))`` checks, batches,
    and keeps the remaining rows.
12. Writes: ``run_many(..., writes=True)`` reports items with an unknown outcome separately; they are never sent again.

Exit codes: 0 done, 1 failed, 2 usage, 3 credentials or permission, 4 not found, 5 rate limit, 6 partly done,
130 interrupted, 141 the reader closed the pipe.
"""

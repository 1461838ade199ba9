"""The command ``addepar``: the public client for people who look before they script. Extra ``[cli]``.

Conventions, for whoever adds a command:

1. A group of commands is one module of this package, named in ``front.GROUPS``; it is imported when it is used.
   ``addepar --help`` is ``front.page()``, shown without an import of click. No module here imports the client,
   asyncio or tqdm before a command runs.
2. A group is ``commands.Group``; its commands are made by ``@group.command(name, examples=[...])`` and
   ``@takes_app``, and get the ``App`` first. Every command has examples; the tests run each against the sandbox.
3. The options in ``front.GLOBALS`` work before and after every command by themselves; no command declares one anew.
4. ``with app.client() as client`` makes the client from flags, environment and profile. Records, never text, go
   to ``app.out``: ``out.rows(records, columns)`` for a list, ``out.record(record)`` for one. Models, mappings and
   resources all will do. ``columns`` are what a table shows, and the first columns of CSV.
5. Standard output holds results alone. The rest goes to standard error: ``app.say`` (silent under ``--quiet``),
   ``app.warn``; text from outside passes through ``terminal.plain`` there.
6. Many items: ``many.run_many(app, items, work, ...)`` runs them at once within the budget, reports what went, was
   skipped (raise ``Skipped``) or failed, and ends with the right code.
7. ``app.progress.transfer(name)`` gives an ``on_progress``; ``app.progress.waiting(name)`` an ``on_poll``.
8. Before something is destroyed: ``app.confirm(question, yes)`` with the option ``yes_option``.
9. Errors are raised, not printed: ``troubles`` makes one line with the way out and the exit code of each. Wrong
   use is ``click.UsageError``. ``app.to_go_on`` says how to go on after Ctrl-C.
10. Files appear whole: ``keeping.write_whole``, or the client's own downloads. Never a secret in an argument.
11. Records from a file: ``bulk.load(app, Change(...), Given(...))`` checks, batches, and keeps what is left.
12. Writes: ``run_many(..., writes=True)`` tells items apart whose outcome is unknown; they are never sent again.

Exit codes: 0 done, 1 failed, 2 usage, 3 auth or permission, 4 not found, 5 rate limit, 6 partly done,
130 interrupted, 141 the reader of the output went away.
"""

"""The preflight: what is wrong with the finished PDFs, told before the printer finds it.

An error blocks 付印, a warning is accepted by name. `files` reads the PDFs themselves, `contents` compares them with plan and
manifest. Each edition is checked by itself (`printed`, `shown`), so that one is while the other is still being finished.
"""

"""The data gate: from the file an operator really has to a published, reversible version.

A straight line like the rest of the house, each step a plain value (``model``) for the next:

reading (bytes → sheet) → matching (headers → contract) → cleaning (cells → values, rejects)
→ review (findings) → output (files) → effect (on rows and answers) → ``releases``

The page and the shell walk it through ``service``; ``audit`` notes who was there.
"""

"""The data gate: from the file an operator really has to a published, reversible version.

A straight line like the rest of the house, each step a plain value for the next:

read (bytes → sheet) → match (headers → contract) → clean (cells → values, changes, rejects)
→ review (findings) → preview (effect on rows and key figures) → ``releases`` (publish, undo)
"""

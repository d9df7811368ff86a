"""What people and programs see: records for JSON, rows for CSV, tables and views for the terminal.

Pure functions of model objects. Nothing here opens a file or a database; what is written goes to the stream or
console handed in. Text of documents is untrusted: it becomes visible and harmless in `harmless` before a terminal.
"""

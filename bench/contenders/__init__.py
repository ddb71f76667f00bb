"""What is measured side by side: the reader and its rivals, each run as ``python -m contenders.NAME`` on its own."""

"""What is measured side by side: the reader and its rivals, each run by ``python -m contenders.NAME``."""

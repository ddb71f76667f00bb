"""``python -m cenotaph``."""

from cenotaph.cli import main

if __name__ == "__main__":
    main()

"""`python -m quotetrace` is the command `quotetrace`."""

from quotetrace.cli import main

if __name__ == "__main__":
    main()

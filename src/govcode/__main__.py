"""`python -m govcode`."""

from govcode.cli import main

if __name__ == "__main__":
    main()

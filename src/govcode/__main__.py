"""`python -m govcode`."""

from govcode.cli import run

if __name__ == "__main__":
    run()

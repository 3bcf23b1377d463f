"""What every test may ask for. The cast is in tests/people.py."""

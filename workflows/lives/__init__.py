"""Each life on one page: its states and its acts, in the order they are lived."""

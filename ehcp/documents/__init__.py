"""What leaves the service on paper: the plan as PDF, with the same content as a page."""

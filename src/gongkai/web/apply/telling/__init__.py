"""What the applicant is told of each step: by e-mail, and through a gateway of the organ."""

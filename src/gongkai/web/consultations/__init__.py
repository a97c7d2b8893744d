"""征求意见 between organs of this site: the asked organ finds the question on its desk and answers it there."""

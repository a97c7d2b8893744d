"""The front: home, and the pages of organs, which show what every app below knows of them."""

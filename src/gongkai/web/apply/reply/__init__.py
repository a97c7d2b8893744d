"""答复征求意见: a party that was asked answers by the code in its letter."""

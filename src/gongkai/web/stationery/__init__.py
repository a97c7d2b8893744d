"""Templates of letters (文书模板) that an organ brought itself: checked before they are taken, kept with versions."""

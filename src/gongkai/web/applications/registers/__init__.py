"""登记簿转入: the register that an organ kept on paper or in a sheet, entered case by case as what it was."""

"""Numbers from elsewhere: spreadsheets, parameters of other simulators, event logs."""

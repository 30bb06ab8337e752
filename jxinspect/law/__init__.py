"""The regulation and its neighbours as data; days, states and the table of guards. Standard library only."""

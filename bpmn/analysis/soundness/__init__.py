"""Whether processes that work together can always finish, and finish properly."""

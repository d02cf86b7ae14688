"""What turns exported rows into accesses: the same rules as the app's `shared/events`, and no Spark."""

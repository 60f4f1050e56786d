"""The pages that look at everything."""

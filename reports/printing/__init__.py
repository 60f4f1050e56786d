"""Papers that look at everything, one module a paper."""

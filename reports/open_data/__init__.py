"""All public data of the house under one address: files, their catalogue, their page."""

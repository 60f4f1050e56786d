"""What runs the house rather than the programme: copies, health, figures for the watcher."""

"""What comes in from outside: pictures, and the content of whole issues."""

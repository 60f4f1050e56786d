"""Reading lists in: columns, cells, the same place found again, a preview kept until confirmed."""

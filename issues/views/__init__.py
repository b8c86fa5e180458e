"""The desk's pages. A view reads, makes one call to an action, and shows what came of it."""

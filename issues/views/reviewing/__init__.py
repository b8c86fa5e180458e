"""An article at the desk: its page, what is decided about it, remarks, versions, and the page a leader answers on."""

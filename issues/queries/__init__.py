"""Every query of the desk's pages, a file for each part. A page costs the same number of them however much it shows."""

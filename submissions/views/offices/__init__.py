"""What the office looks after: accounts for unions, who countersigns."""

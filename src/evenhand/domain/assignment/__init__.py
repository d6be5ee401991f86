"""Who gets a contact: pools and rotations, eligibility, the queue, the record of each decision."""

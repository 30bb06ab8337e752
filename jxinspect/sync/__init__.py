"""What passes between laptops and the office: bundles on any medium, hubs. Knows entries and objects, no acts."""

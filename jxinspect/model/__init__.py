"""Records of the case file and the rules of the inspection, one file per group; `kinds` names every record class."""

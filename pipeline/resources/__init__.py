"""Rules as data: cues, abbreviations, offices and the like, each with an id, a source and a case."""

"""Renders, trains, exports and scores the small inspection models that Pitchline ships."""

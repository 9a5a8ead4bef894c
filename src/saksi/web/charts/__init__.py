"""Charts as geometry: plain records of rectangles, circles and paths that templates write as SVG. No chart says what its table does not."""

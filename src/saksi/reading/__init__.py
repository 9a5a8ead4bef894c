"""The stages of the reading, in the order of ``saksi.pipeline``; no stage imports another stage."""

"""A job over many machines: archives of news in, Parquet files of claims and a manifest out.

Inputs are cut into parts by plain rules (``parts``), each part is read by a worker of Dask (``work``) into files that depend on nothing
but the input, the options and the version of Saksi, and a part is done when its record is there (``outcome``). So any kill costs the
parts that were under way, and a job that is run again ends with the same bytes.
"""

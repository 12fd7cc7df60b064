"""Work on tables, under the names that TabularCases.java has. The argument is the number of threads.

What both sides must see alike lies in files that our side writes while it prepares, before this side is asked to, in the folder that the
variable LIBRATE_SHARED_FILES names. The CSV file is read with pandas' C engine, the fastest it has of its own.
"""
import os
import sys

from side import peer, serve

pandas = peer("pandas")


def shared(name):
    return os.path.join(os.environ["LIBRATE_SHARED_FILES"], name)


def csv(rows):
    file = shared(f"csv-{rows}.csv")

    def run():
        table = pandas.read_csv(file, engine="c")
        assert table.shape == (rows, 30)
    return run


CASES = {
    "csv 1M x 30": lambda: csv(1_000_000),
}


def about():
    return f"pandas {pandas.__version__}, Python {sys.version.split()[0]}, {sys.argv[1]} threads"


if __name__ == "__main__":
    serve(CASES, about)

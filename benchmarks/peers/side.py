"""The peer's half of a comparison: answers the driver's requests, one line each, and works only while it is asked.

Requests come on standard input: "about", "cases", "warm<TAB>case", "round<TAB>case", "alone<TAB>case". Answers go to standard output as
"answer<TAB>text", "error<TAB>text", or "absent<TAB>reason" where what is to be measured is not installed.

A file of cases is small (kernels.py shows one):

    from side import peer, serve
    torch = peer("torch")
    CASES = {"add 10": lambda: ...}        # a case makes its memory and returns what is timed
    if __name__ == "__main__":
        serve(CASES, about)

A case may return several callables that do the same in different ways: the peer takes part with the fastest.
"""
import gc
import importlib
import resource
import sys
import time
import traceback
from statistics import median

WARM_SECONDS = 0.4
LEAST_WARM_RUNS = 5
SPAN_SECONDS = 0.004
SPANS, LEAST_SPANS = 9, 3
TRIALS = 5
LONG_SECONDS = 5
LEAST_RUNS, MOST_RUNS, ENOUGH_SECONDS = 3, 9, 3


def answer(kind, text):
    print(kind, text, sep="\t", flush=True)


def peer(module):
    """Imports what is measured; without it, says so to whatever is asked, and ends."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        for _ in sys.stdin:
            answer("absent", str(error).splitlines()[0])
        sys.exit(0)


class Loop:
    """Runs a callable as often as a round takes. A round is several spans of equal length, and its time the median of theirs:
    another process that takes the cores for a moment spoils a span, not the round."""

    def __init__(self, work):
        """Runs it until it is warm, and finds out how often it runs in a round."""
        self.work = work
        runs, done, start = 1, 0, time.perf_counter()
        while True:
            seconds = max(1e-9, self.seconds(runs))
            done += runs
            if done >= LEAST_WARM_RUNS and time.perf_counter() - start >= WARM_SECONDS:
                break
            if seconds < SPAN_SECONDS:
                runs *= 2
        each = seconds / runs
        self.runs = max(1, int(SPAN_SECONDS / each))
        self.spans = max(LEAST_SPANS, min(SPANS, int(SPANS * SPAN_SECONDS / each)))

    def seconds(self, runs):
        work = self.work
        start = time.perf_counter()
        for _ in range(runs):
            work()
        return time.perf_counter() - start

    def round(self):
        """Microseconds a run. The first span after a pause is not counted: threads wake up, caches fill."""
        self.seconds(self.runs)
        return median([self.seconds(self.runs) for _ in range(self.spans)]) * 1e6 / self.runs


def fastest(loops):
    """The loop with the best median of a few rounds, taken in turn."""
    if len(loops) == 1:
        return loops[0]
    times = [[] for _ in loops]
    for _ in range(TRIALS):
        for loop, rounds in zip(loops, times):
            rounds.append(loop.round())
    medians = [median(rounds) for rounds in times]
    return loops[medians.index(min(medians))]


def megabytes(what):
    """Of this process, as Linux tells; NaN where there is none."""
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) / 1024 for line in status if line.startswith(what))
    except (OSError, StopIteration):
        return float("nan")


def settle():
    """Frees what is free, and forgets the largest size so far; megabytes now."""
    gc.collect()
    try:
        with open("/proc/self/clear_refs", "w") as refs:
            refs.write("5")
    except OSError:
        pass
    return megabytes("VmRSS:")


def limit_memory():
    """To most of what is free, so that a case which needs more fails, and not the machine."""
    try:
        with open("/proc/meminfo") as info:
            free = next(int(line.split()[1]) * 1024 for line in info if line.startswith("MemAvailable:"))
        own = int(megabytes("VmSize:") * 1024 * 1024)
        resource.setrlimit(resource.RLIMIT_AS, (int(own + 0.85 * free),) * 2)
        return f"of {0.85 * free / 1e9:.1f} GB"
    except (OSError, StopIteration, ValueError):
        return "without a limit"


def alone(case):
    """Microseconds of a run, megabytes at most in memory, and how many of these were not there before. The first run shows the memory, and the time too if it is long."""
    ways = case()
    work = ways[0] if isinstance(ways, list) else ways
    limit = limit_memory()
    before = settle()
    start = time.perf_counter()
    try:
        work()
    except MemoryError as error:
        raise MemoryError(f"memory {limit} was not enough: {error}") from error
    seconds, peak = time.perf_counter() - start, megabytes("VmHWM:")
    if seconds < LONG_SECONDS:
        times = []
        while len(times) < LEAST_RUNS or len(times) < MOST_RUNS and sum(times) < ENOUGH_SECONDS:
            start = time.perf_counter()
            work()
            times.append(time.perf_counter() - start)
        seconds = median(times)
    return f"{seconds * 1e6}\t{peak}\t{peak - before}"


def serve(cases, about):
    """Answers until there are no more requests. A case that fails is answered with its error; its trace goes to the driver too."""
    name, loop = None, None
    for line in sys.stdin:
        request, _, asked = line.rstrip("\n").partition("\t")
        try:
            if request == "about":
                answer("answer", about())
            elif request == "cases":
                answer("answer", "\t".join(cases))
            elif request == "warm":
                loop = None
                ways = cases[asked]()
                loop = fastest([Loop(way) for way in (ways if isinstance(ways, list) else [ways])])
                name = asked
                answer("answer", "ready")
            elif request == "round":
                if loop is None or asked != name:
                    raise ValueError("a case must be warmed before its rounds, got " + asked)
                answer("answer", loop.round())
            elif request == "alone":
                answer("answer", alone(cases[asked]))
            else:
                raise ValueError("a request must be about, cases, warm, round or alone, got " + request)
        except Exception as error:
            traceback.print_exc(file=sys.stdout)
            answer("error", repr(error).replace("\n", " "))

"""The closed loop of Lanemark's benchmarks in Python: K tasks in flight on a plain loop, on
threads, or on processes, with the same work as the workloads of the same names in Java. Operations
of multiprocessing itself are in lanemark_calls.py next to it.

The host starts it by `python3 -I -B lanemark_peer.py`. Both send lines. On standard input:
a request in JSON, then `window` for each window and `end`. On standard output: `warm` and how,
`settled` when a window may begin, `window` and its times, or `failed` and the reason. When standard
input ends, so does this process, and with it its workers.

Python 3.8 or later, and only its standard library.
"""

import collections
import concurrent.futures
import csv
import datetime
import functools
import http.client
import io
import json
import multiprocessing
import multiprocessing.connection
import os
import queue
import sys
import threading
import time
import urllib.parse
import zlib
from dataclasses import dataclass

# In its isolated mode Python does not search the folder of the program that it runs.
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from lanemark_calls import OPERATIONS, PARENT_HAS_GONE, CallLoop, end_with_parent, now

NANOS_PER_SECOND = 1_000_000_000
LEAST_WARM_UP_NANOS = NANOS_PER_SECOND
WARM_UP_TASKS_A_WORKER = 2
SETTLING_NANOS = 50_000_000
# Pure Python takes some hundred times as long for a task: a window waits for these, within bounds.
LEAST_TASKS_A_WINDOW = 8
LONGEST_STRETCH = 3


# The work. A digest is (bytes or points worked on, checksum), as that of the Java workload.


@dataclass(frozen=True)
class Mandelbrot:
    """docs/workloads/mandelbrot.md"""

    width: int
    rows: int
    max_iterations: int

    @classmethod
    def of(cls, arguments, _addresses):
        return cls(
            int(arguments["width"]), int(arguments["rows"]), int(arguments["maxIterations"])
        )

    def run(self):
        total = 0
        for y in range(self.rows):
            imaginary = -1.25 + 2.5 * y / self.rows
            for x in range(self.width):
                total += self._iterations(-2 + 2.5 * x / self.width, imaginary)
        return self.width * self.rows, total

    def _iterations(self, real, imaginary):
        z_real = z_imaginary = 0.0
        for iteration in range(self.max_iterations):
            real_squared = z_real * z_real
            imaginary_squared = z_imaginary * z_imaginary
            if real_squared + imaginary_squared > 4:
                return iteration
            z_imaginary = 2 * z_real * z_imaginary + imaginary
            z_real = real_squared - imaginary_squared + real
        return self.max_iterations


class Sales:
    """The sum of one order or more."""

    __slots__ = ("orders", "pieces", "cents", "latest")

    def __init__(self):
        self.orders = self.pieces = self.cents = 0
        self.latest = datetime.date.min

    def add(self, orders, pieces, cents, latest):
        self.orders += orders
        self.pieces += pieces
        self.cents += cents
        self.latest = max(self.latest, latest)

    def line(self, country, customer):
        fields = (self.orders, self.pieces, self.cents, self.cents // self.orders, self.latest)
        return "|".join([country, customer, *map(str, fields)])


@dataclass(frozen=True)
class Orders:
    """docs/workloads/orders.md"""

    orders: int
    top: int

    @classmethod
    def of(cls, arguments, _addresses):
        return cls(int(arguments["orders"]), int(arguments["top"]))

    def run(self):
        content = orders_csv(self.orders)
        checksum = 0
        for line in self._lines(self._by_country(content)):
            checksum = zlib.crc32((line + "\n").encode(), checksum)
        return len(content), checksum

    @staticmethod
    def _by_country(content):
        by_country = collections.defaultdict(lambda: collections.defaultdict(Sales))
        lines = csv.reader(io.TextIOWrapper(io.BytesIO(content), encoding="utf-8", newline=""))
        next(lines)
        for _id, date, customer, country, _product, quantity, cents in lines:
            pieces = int(quantity)
            day = datetime.date.fromisoformat(date)
            by_country[country][customer].add(1, pieces, pieces * int(cents), day)
        return by_country

    def _lines(self, by_country):
        for country, customers in sorted(by_country.items()):
            everybody = Sales()
            for sales in customers.values():
                everybody.add(sales.orders, sales.pieces, sales.cents, sales.latest)
            yield everybody.line(country, "*")
            ranking = sorted(customers.items(), key=lambda entry: (-entry[1].cents, entry[0]))
            for customer, sales in ranking[: self.top]:
                yield sales.line(country, customer)


FAMILY_NAMES = ("Andersen", "Botha", "Costa", "Dubois", "Müller", "O'Neill", "Suzuki", "Weiß")
GIVEN_NAMES = ("Anna", "Ben", "Chloé", "Jürgen", "Mia", "Yuki")
COUNTRIES = ("AT", "BR", "DE", "FR", "JP", "NO", "US", "ZA")
PRODUCTS = (
    "Desk lamp",
    "Cable, USB-C, 2 m",
    "Notebook A5",
    'Monitor 27", curved',
    "Chair",
    "Pen, blue",
    "Keyboard",
    'Mug "Monday"',
)


@functools.lru_cache(maxsize=None)
def orders_csv(orders):
    """The orders that tasks parse, made by the first task of a process."""
    state = 1

    def below(bound):
        nonlocal state
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (state >> 33) % bound

    def one_of(values):
        return values[below(len(values))]

    text = io.StringIO(newline="")
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(("id", "date", "customer", "country", "product", "quantity", "unitPriceCents"))
    for number in range(1, orders + 1):
        date = "2025-%02d-%02d" % (1 + below(12), 1 + below(28))
        customer = one_of(FAMILY_NAMES) + ", " + one_of(GIVEN_NAMES)
        country, product = one_of(COUNTRIES), one_of(PRODUCTS)
        rows.writerow((number, date, customer, country, product, 1 + below(9), 100 + below(50_000)))
    return text.getvalue().encode()


@dataclass(frozen=True)
class Crawl:
    """docs/workloads/crawl.md"""

    pages: int
    start: str

    @classmethod
    def of(cls, arguments, addresses):
        if int(arguments.get("connections", 0)) != 0:
            raise ValueError("connections must be 0 in Python: each thread keeps its own connection")
        # As Java writes a double, but for the letter of the exponent.
        latency = [repr(float(arguments[n])).upper() for n in ("latencyMillis", "latencySigma")]
        path = "/".join([arguments["pageBytes"], *latency, "0.html"])
        return cls(int(arguments["pages"]), urllib.parse.urljoin(addresses["http"], path))

    def run(self):
        found = collections.deque([self.start])
        seen = {self.start}
        total = checksum = 0
        for _ in range(self.pages):
            page = found.popleft()
            body = get(page)
            checksum = zlib.crc32(body, checksum)
            total += len(body)
            for link in self._links_in(body.decode("iso-8859-1")):
                target = urllib.parse.urljoin(page, link)
                if target not in seen:
                    seen.add(target)
                    found.append(target)
        return total, checksum

    @staticmethod
    def _links_in(text):
        start = text.find('href="')
        while start >= 0:
            begin = start + len('href="')
            end = text.find('"', begin)
            if end < 0:
                return
            yield text[begin:end]
            start = text.find('href="', end)


OF_THIS_THREAD = threading.local()


def get(page):
    """Gets a page over the connection of this thread. There are W threads or processes, so that
    all connections together are at most K."""
    address = urllib.parse.urlsplit(page)
    connection = getattr(OF_THIS_THREAD, "connection", None)
    if connection is None:
        connection = http.client.HTTPConnection(address.hostname, address.port, timeout=300)
        OF_THIS_THREAD.connection = connection
    connection.request("GET", address.path)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise OSError("expected status 200 from %s, not %d" % (page, answer.status))
    return body


WORKLOADS = {"mandelbrot": Mandelbrot, "orders": Orders, "crawl": Crawl}


# The models.

Outcome = collections.namedtuple("Outcome", "digest begun ended worker")


def timed(task):
    begun = now()
    digest = task.run()
    return Outcome(digest, begun, now(), (os.getpid(), threading.get_ident()))


class Serial:
    """One task after the other in the calling thread."""

    runs_in_caller = True

    def __init__(self, _workers):
        pass

    def submit(self, task, completed):
        completed(timed(task))

    def close(self):
        pass


class Threads:
    """A pool of W threads."""

    runs_in_caller = False

    def __init__(self, workers):
        self._pool = concurrent.futures.ThreadPoolExecutor(workers)

    def submit(self, task, completed):
        self._pool.submit(timed, task).add_done_callback(
            lambda future: completed(future.exception() or future.result())
        )

    def close(self):
        self._pool.shutdown()


class Processes:
    """A pool of W processes, each started afresh and not forked."""

    runs_in_caller = False

    def __init__(self, workers):
        spawn = multiprocessing.get_context("spawn")
        self._pool = spawn.Pool(workers, initializer=end_with_parent)

    def submit(self, task, completed):
        self._pool.apply_async(timed, (task,), callback=completed, error_callback=completed)

    def close(self):
        self._pool.close()
        self._pool.join()


MODELS = {"serial": Serial, "platform": Threads, "process": Processes}


# The load, as in io.lanemark.load.ClosedLoop.


class ClosedLoop:
    """Keeps K tasks in flight: each completion that is taken is answered by one submission."""

    def __init__(self, model, task, in_flight, expected):
        self._model = model
        self._task = task
        self._expected = expected
        self._completions = queue.SimpleQueue()
        self._submitted = [0] * in_flight
        self._taken = 0
        self._window = None
        self._window_begins = False

    def admit(self):
        for slot in range(len(self._submitted)):
            self._submit(slot, now())

    def next(self):
        """Takes one completion, submits the next task, then checks and records the one that
        completed."""
        if self._window_begins:
            self._window_begins = False
            self._window["startNanos"] = start = now()
            self._window["inFlightBeforeNanos"] = self._in_flight_nanos(start)
        slot, outcome = self._completions.get()
        self._taken = taken = now()
        submitted = self._submitted[slot]
        self._submit(slot, taken)
        if isinstance(outcome, BaseException):
            raise outcome
        if outcome.digest != self._expected:
            raise ValueError(
                "a task returned %s, but Java got %s" % (outcome.digest, self._expected)
            )
        if self._window is not None:
            self._window["residence"].append(taken - submitted)
            self._window["queued"].append(outcome.begun - submitted)
            self._window["service"].append(outcome.ended - outcome.begun)
        return outcome

    def settle(self):
        """Goes on uncounted until what completed in a pause has been taken."""
        resumed = now()
        while self.next().ended < resumed or now() < resumed + SETTLING_NANOS:
            pass

    def _begin_window(self):
        self._window = {"residence": [], "queued": [], "service": [], "tasksEach": 1}
        self._window_begins = True

    def _end_window(self):
        window, self._window = self._window, None
        end = now() if self._model.runs_in_caller else self._taken
        window["endNanos"] = end
        window["inFlightAfterNanos"] = self._in_flight_nanos(end)
        return window

    def warm_up(self, workers, limit):
        """CPython compiles nothing while it runs, so that a worker is warm after its first tasks:
        when the file is parsed, the connection open, and the code specialised."""
        started = now()
        tasks = 0
        by_worker = collections.Counter()
        steady = False
        while not steady and now() - started < limit:
            by_worker[self.next().worker] += 1
            tasks += 1
            served = sum(1 for count in by_worker.values() if count >= WARM_UP_TASKS_A_WORKER)
            steady = served >= workers and now() - started >= min(LEAST_WARM_UP_NANOS, limit / 2)
        return {"seconds": (now() - started) / 1e9, "tasks": tasks, "steady": steady}

    def measure(self, length):
        """Counts completions by a count and a clock that are not the loop's own."""
        operations = 0
        self._begin_window()
        started = time.perf_counter_ns()
        elapsed = 0
        while elapsed < length or (
            operations < LEAST_TASKS_A_WINDOW and elapsed < LONGEST_STRETCH * length
        ):
            self.next()
            operations += 1
            elapsed = time.perf_counter_ns() - started
        return {**self._end_window(), "operations": operations, "durationNanos": elapsed}

    def close(self):
        for _ in self._submitted:
            self._completions.get()
        self._model.close()

    def _in_flight_nanos(self, moment):
        return sum(moment - submitted for submitted in self._submitted)

    def _submit(self, slot, moment):
        self._submitted[slot] = moment
        self._model.submit(self._task, lambda outcome: self._completions.put((slot, outcome)))


# The host.


class Host:
    """Standard input and output, and the end of this process when the host has gone."""

    def __init__(self):
        # Raw, because a thread that waits with the lock of a buffer would be in the way at the end.
        self._input = open(0, "rb", buffering=0, closefd=False)
        self._mark = self._input.readline().decode().strip()
        self.request = json.loads(self._input.readline())
        self._commands = queue.SimpleQueue()
        threading.Thread(target=self._listen, name="host-watch", daemon=True).start()

    def _listen(self):
        for line in self._input:
            self._commands.put(line.decode().strip())
        os._exit(PARENT_HAS_GONE)

    def command_while(self, step):
        while True:
            try:
                return self._commands.get_nowait()
            except queue.Empty:
                step()

    def say(self, word, content=""):
        """Prints an answer. Other code may print lines too, but not with this mark."""
        print(self._mark + word, content, flush=True)


def open_closed_loop(request):
    task = WORKLOADS[request["workload"]].of(request["arguments"], request["addresses"])
    model = MODELS[request["model"]](request["workers"])
    loop = ClosedLoop(model, task, request["inFlight"], tuple(request["expected"]))
    loop.admit()
    return loop


def open_call_loop(request):
    operation = OPERATIONS[request["workload"]](
        request["model"], request["workers"], request["arguments"], request["inFlight"]
    )
    return CallLoop(operation, request["inFlight"])


def run(host):
    request = host.request
    started = now()
    calls = request["workload"] in OPERATIONS
    loop = open_call_loop(request) if calls else open_closed_loop(request)
    loop.next()
    opened = (now() - started) / 1e9
    warm = loop.warm_up(request["workers"], request["warmUpLimitNanos"])
    host.say("warm", json.dumps({**warm, "openSeconds": opened}))
    while True:
        loop.settle()
        host.say("settled")
        if host.command_while(loop.next) == "end":
            break
        host.say("window", json.dumps(loop.measure(request["windowNanos"])))
    loop.close()


def main():
    host = Host()
    try:
        run(host)
    except Exception as failure:
        reason = "%s: %s: %s" % (host.request["workload"], type(failure).__name__, failure)
        host.say("failed", " ".join(reason.split()))
        # Tasks are still in flight, and nobody waits for them.
        os._exit(1)


if __name__ == "__main__":
    main()

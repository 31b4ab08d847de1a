"""The operations of Python's multiprocessing that are measured: the peers of the operations of
the same names in Java. Loaded by lanemark_peer.py, and by its worker processes.

An operation is created from its implementation, W, its arguments and K. Only `call` is timed.
Answers are kept until `check`, which also closes what calls left open.
"""

import multiprocessing
import multiprocessing.connection
import os
import threading
import time

PARENT_HAS_GONE = 143
WARM_UP_NANOS = 1_000_000_000
LEAST_WARM_UP_CALLS = 2
BETWEEN_CHECKS_NANOS = 1_000_000

# On Linux one clock for all processes of a machine, and that of Java's System.nanoTime.
now = time.monotonic_ns


# What workers run. They find it by its name.


def empty():
    return 1


def echo(payload):
    return payload


def increment(number):
    return number + 1


def echo_messages(connection):
    try:
        while True:
            connection.send_bytes(connection.recv_bytes())
    except (EOFError, OSError):
        pass


def end_with_parent():
    """A worker of a pool whose parent was killed would wait forever: it holds both ends of the
    queue that it reads."""

    def watch():
        multiprocessing.connection.wait([multiprocessing.parent_process().sentinel])
        os._exit(PARENT_HAS_GONE)

    threading.Thread(target=watch, name="parent-watch", daemon=True).start()


def payload_of(arguments):
    return bytes((31 * i + (i >> 8)) & 255 for i in range(int(arguments.get("bytes", 0))))


def checked(answers, expected):
    for answer in answers:
        if answer != expected:
            raise ValueError("an operation returned %.80r instead of %.80r" % (answer, expected))
    answers.clear()


# The operations.


class PoolCalls:
    """A multiprocessing.Pool of fresh interpreters, warm."""

    def __init__(self, workers):
        spawn = multiprocessing.get_context("spawn")
        self.pool = spawn.Pool(workers, initializer=end_with_parent)
        self.answers = []
        self.expected = 1

    def check(self):
        checked(self.answers, self.expected)

    def close(self):
        self.pool.close()
        self.pool.join()


class Apply(PoolCalls):
    def __init__(self, _implementation, workers, arguments, _tasks):
        super().__init__(workers)
        self._payload = payload_of(arguments)
        if self._payload:
            self.expected = self._payload

    def call(self):
        self.answers.append(
            self.pool.apply(echo, (self._payload,)) if self._payload else self.pool.apply(empty)
        )


class ApplyAsync(PoolCalls):
    def __init__(self, _implementation, workers, _arguments, tasks):
        super().__init__(workers)
        self._tasks = tasks

    def call(self):
        results = [self.pool.apply_async(empty) for _ in range(self._tasks)]
        self.answers.extend([result.get() for result in results])


class Map(PoolCalls):
    """All numbers from 0 to K - 1, each incremented. A chunk size of 0 leaves it to the pool."""

    def __init__(self, _implementation, workers, arguments, tasks):
        super().__init__(workers)
        self.numbers = range(tasks)
        self.chunk_size = int(arguments["chunkSize"])
        self.expected = list(range(1, tasks + 1))

    def call(self):
        self.answers.append(self.pool.map(increment, self.numbers, self.chunk_size or None))


class Imap(Map):
    def call(self):
        self.answers.append(list(self.pool.imap(increment, self.numbers, self.chunk_size)))


class ImapUnordered(Map):
    def call(self):
        self.answers.append(
            list(self.pool.imap_unordered(increment, self.numbers, self.chunk_size))
        )

    def check(self):
        for answer in self.answers:
            answer.sort()
        super().check()


class PipeExchange:
    """multiprocessing.Pipe, which is a socket pair as it is made by default."""

    def __init__(self, _implementation, _workers, arguments, _tasks):
        self._message = payload_of(arguments)
        self._connection, other = multiprocessing.Pipe()
        self._process = multiprocessing.get_context("spawn").Process(
            target=echo_messages, args=(other,), daemon=True
        )
        self._process.start()
        other.close()
        self._answers = []

    def call(self):
        self._connection.send_bytes(self._message)
        self._answers.append(self._connection.recv_bytes())

    def check(self):
        checked(self._answers, self._message)

    def close(self):
        self._connection.close()
        self._process.join()


class FirstResult:
    """From the creation of a pool until its first result, by start method."""

    def __init__(self, start_method, _workers, _arguments, _tasks):
        self._context = multiprocessing.get_context(start_method)
        self._pools = []
        self._answers = []

    def call(self):
        pool = self._context.Pool(1, initializer=end_with_parent)
        self._pools.append(pool)
        self._answers.append(pool.apply(empty))

    def check(self):
        for pool in self._pools:
            pool.close()
            pool.join()
        self._pools.clear()
        checked(self._answers, 1)

    def close(self):
        pass


class StartJoin:
    """A process that does nothing, started and joined, by start method."""

    def __init__(self, start_method, _workers, _arguments, _tasks):
        self._context = multiprocessing.get_context(start_method)
        self._exit_codes = []

    def call(self):
        process = self._context.Process(target=empty)
        process.start()
        process.join()
        self._exit_codes.append(process.exitcode)

    def check(self):
        checked(self._exit_codes, 0)

    def close(self):
        pass


OPERATIONS = {
    "apply": Apply,
    "apply-64k": Apply,
    "apply-1m": Apply,
    "apply-async": ApplyAsync,
    "map": Map,
    "map-chunk-1": Map,
    "map-chunk-100": Map,
    "map-chunk-10000": Map,
    "imap": Imap,
    "imap-unordered": ImapUnordered,
    "round-trip": PipeExchange,
    "echo-64k": PipeExchange,
    "echo-1m": PipeExchange,
    "first-result": FirstResult,
    "start-join": StartJoin,
}


class CallLoop:
    """Calls one operation again and again, with the methods of lanemark_peer.ClosedLoop."""

    def __init__(self, operation, tasks):
        self._operation = operation
        self._tasks = tasks

    def next(self):
        self._operation.call()
        self._operation.check()

    def warm_up(self, _workers, limit):
        """CPython compiles nothing while it runs."""
        started = now()
        calls = 0
        while calls < LEAST_WARM_UP_CALLS or now() - started < min(WARM_UP_NANOS, limit / 2):
            self.next()
            calls += 1
        return {"seconds": (now() - started) / 1e9, "tasks": calls * self._tasks, "steady": True}

    def settle(self):
        pass

    def measure(self, length):
        """Counts calls by a count and a clock that are not those of the single calls. Both leave
        out the time in which answers are checked, and the stamp at which one call ended is that at
        which the next begins: reading the clock takes a part of the shortest calls."""
        call_nanos = []
        operations = elapsed = 0
        start = now()
        while elapsed < length:
            started = time.perf_counter_ns()
            first = begun = now()
            while begun - first < BETWEEN_CHECKS_NANOS:
                self._operation.call()
                ended = now()
                call_nanos.append(ended - begun)
                begun = ended
                operations += self._tasks
            elapsed += time.perf_counter_ns() - started
            self._operation.check()
        return {
            "residence": call_nanos,
            "queued": [],
            "service": [],
            "tasksEach": self._tasks,
            "startNanos": start,
            "endNanos": now(),
            "inFlightBeforeNanos": 0,
            "inFlightAfterNanos": 0,
            "operations": operations,
            "durationNanos": elapsed,
        }

    def close(self):
        self._operation.close()

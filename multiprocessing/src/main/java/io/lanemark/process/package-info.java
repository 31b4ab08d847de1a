/// A pool of worker JVMs, as its users and the host process see it, and single child processes.
///
/// How a task and its result travel:
///
/// ```text
///  host JVM                                                     |  worker JVM
///                                                               |
///  user threads ──submit──► Dispatcher                          |
///       │                   queue (FIFO), open workers          |
///       │                     │                                 |
///       │  a worker is open   │ next tasks, after a result      |
///       ▼                     ▼                                 |
///  Worker.send ◄──────── slot thread, one per worker            |
///       │                     ▲ reads answers                   |
///       │                     │                                 |
///       │ RUN, LEAVE          │ READY, RETURNED, THREW, …       |
///       ▼                     │                                 |
///  ═════════════ private socket, one per worker ═══════════════ | ═► main thread: takes tasks,
///                                                               |    runs them or starts a virtual
///                                                               |    thread for each, answers
///  any thread ──SKIP, INTERRUPT, INSPECT──► standard input ════ | ═► parent watch: cancels tasks,
///                                                               |    starts probes, halts at the
///                                                               |    end of the stream
///  Dispatcher ──takes back──► progress page ◄──────begins────── | ── main thread
///             (shared memory: which tasks have begun)           |
///                                                               |
///  slot thread ──completes──► TaskFuture, callbacks             |
///  pump threads ◄──────────── standard output and error ═══════ | ══ whatever tasks print
/// ```
///
/// A user thread that finds a worker with room sends the task itself; otherwise the task waits in
/// the queue. A slot thread reads what its worker answers, sends the next tasks, and only then
/// completes the future of the one that has ended. It also starts the worker, notices its death,
/// fails or queues again the tasks that the worker had, and starts the next worker.
@NullMarked
package io.lanemark.process;

import org.jspecify.annotations.NullMarked;

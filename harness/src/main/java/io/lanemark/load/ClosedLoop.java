package io.lanemark.load;

import io.lanemark.measure.LatencyRecorder;
import io.lanemark.task.TaskExecutor;
import io.lanemark.workload.Workload;
import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// Keeps K tasks in flight: for each completion that it takes, it submits one task.
///
/// All methods are for one thread, the driver. Completions arrive in a queue from whatever thread
/// completes them; the stamps travel with the task, so that the driver alone records. A task's
/// residence time ends when the driver takes its completion: that is what a caller of the executor
/// sees.
///
/// The workload runs once in the calling thread first; every result is compared with the result of
/// that run.
public final class ClosedLoop {

  private final TaskExecutor executor;
  private final TimedTask task;
  private final Serializable expected;
  private final LatencyRecorder recorder;
  private final BlockingQueue<Completion> completions = new LinkedBlockingQueue<>();
  private final long[] submittedNanos;

  private boolean windowBegins;
  private long windowStartNanos;
  private long inFlightBeforeNanos;
  private long takenNanos;

  /// A loop with nothing in flight.
  ///
  /// @param executor runs the tasks
  /// @param workload what each task does
  /// @param expected what each task must return
  /// @param inFlight K, at least 1
  /// @param recorder takes the times of every task; reset by the caller
  public ClosedLoop(
      TaskExecutor executor,
      Workload<?> workload,
      Serializable expected,
      int inFlight,
      LatencyRecorder recorder) {
    if (inFlight < 1) {
      throw new IllegalArgumentException("in flight must be at least 1: " + inFlight);
    }
    this.executor = executor;
    this.task = new TimedTask(workload);
    this.recorder = recorder;
    this.submittedNanos = new long[inFlight];
    this.expected = expected;
  }

  /// Brings K tasks in flight.
  public void admit() {
    for (int slot = 0; slot < submittedNanos.length; slot++) {
      submit(slot, System.nanoTime());
    }
  }

  /// Takes one completion, submits the next task, then checks and records the one that completed.
  ///
  /// @return the times of the task that completed
  /// @throws ExecutionException if the task failed
  /// @throws InterruptedException if interrupted while waiting
  /// @throws WrongResultException if the result is not the one expected
  public Served next() throws ExecutionException, InterruptedException {
    if (windowBegins) {
      windowStartNanos = System.nanoTime();
      inFlightBeforeNanos = inFlightNanos(windowStartNanos);
      windowBegins = false;
    }
    Completion completion = completions.take();
    takenNanos = System.nanoTime();
    TimedResult outcome = completion.outcome();
    int slot = completion.slot();
    long submitted = submittedNanos[slot];
    submit(slot, takenNanos);
    if (!outcome.result().equals(expected)) {
      throw new WrongResultException(expected, outcome.result(), outcome.jvm());
    }
    long inFlightNanos = takenNanos - submitted;
    recorder.record(inFlightNanos, outcome.begunNanos() - submitted, outcome.serviceNanos());
    return new Served(inFlightNanos, outcome.serviceNanos(), outcome.jvm());
  }

  /// Runs the loop without counting: after a pause, all K tasks have completed, and taking those at
  /// once would look like throughput.
  ///
  /// @param atLeast for how long
  /// @throws ExecutionException if a task failed
  /// @throws InterruptedException if interrupted while waiting
  public void settle(Duration atLeast) throws ExecutionException, InterruptedException {
    long endNanos = System.nanoTime() + atLeast.toNanos();
    int left = 2 * submittedNanos.length;
    while (left > 0 || System.nanoTime() < endNanos) {
      next();
      left--;
    }
  }

  /// Begins a window: figures count from the next call of [#next], so that the time until then, and
  /// any delay by the scheduler, is outside.
  public void beginWindow() {
    recorder.reset();
    windowBegins = true;
  }

  /// Ends the window with the last completion that was taken; if tasks run in the caller, with the
  /// task that the last submission ran.
  ///
  /// The residence time is that of the histogram, clipped to the window: without what the first
  /// tasks had spent before it, and with what the last ones have spent so far. Little's law then
  /// checks the histogram and its count against a clock and a count that are not the load's.
  ///
  /// @return its figures
  public Window endWindow() {
    long endNanos = executor.runsInCaller() ? System.nanoTime() : takenNanos;
    double residenceNanos =
        recorder.residenceNanos() - inFlightBeforeNanos + inFlightNanos(endNanos);
    return new Window(recorder.count(), endNanos - windowStartNanos, Math.round(residenceNanos));
  }

  /// The sum, over the tasks in flight, of the time since their submission.
  private long inFlightNanos(long nowNanos) {
    long sum = 0;
    for (long submitted : submittedNanos) {
      sum += nowNanos - submitted;
    }
    return sum;
  }

  /// Takes the completions of all tasks in flight and submits none.
  ///
  /// @throws ExecutionException if a task failed
  /// @throws InterruptedException if interrupted while waiting
  public void drain() throws ExecutionException, InterruptedException {
    for (int i = 0; i < submittedNanos.length; i++) {
      completions.take().outcome();
    }
  }

  private void submit(int slot, long nowNanos) {
    submittedNanos[slot] = nowNanos;
    executor
        .submit(task)
        .whenComplete(
            (outcome, failure) -> completions.add(new Completion(slot, outcome, failure)));
  }

  /// The times of a task, and where it ran.
  ///
  /// @param residenceNanos from its submission until its completion was taken
  /// @param serviceNanos from the beginning of the body to its end
  /// @param jvm index of the JVM
  public record Served(long residenceNanos, long serviceNanos, int jvm) {}

  /// Figures of a window.
  ///
  /// @param completions tasks recorded in it
  /// @param windowNanos its length
  /// @param residenceNanos sum over all tasks of their time in flight, clipped to the window
  public record Window(long completions, long windowNanos, long residenceNanos) {}

  private record Completion(int slot, @Nullable TimedResult result, @Nullable Throwable failure) {
    TimedResult outcome() throws ExecutionException {
      if (result == null) {
        throw new ExecutionException(failure);
      }
      return result;
    }
  }
}

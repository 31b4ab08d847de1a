package io.lanemark.multiprocessing;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.lanemark.task.SerializableCallable;
import io.lanemark.task.TaskExecutor;
import io.lanemark.task.TaskFuture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What every [TaskExecutor] must do, whatever its tasks run in. Tasks here can cross to another
/// JVM, and signal through files only.
@Timeout(300)
public abstract class TaskExecutorContract {
  @TempDir Path directory;

  private final List<TaskExecutor> opened = new ArrayList<>();

  /// Opens what is tested.
  ///
  /// @param workers how many tasks can be in service at once
  /// @return is closed after the test
  protected abstract TaskExecutor newExecutor(int workers);

  private TaskExecutor open(int workers) {
    TaskExecutor executor = newExecutor(workers);
    opened.add(executor);
    return executor;
  }

  private TaskExecutor openBeside() {
    TaskExecutor executor = open(1);
    assumeFalse(executor.runsInCaller(), "submit returns when the task has ended");
    return executor;
  }

  private FileLatch latch(String name) {
    return FileLatch.in(directory, name);
  }

  @AfterEach
  final void closeAll() throws InterruptedException {
    for (TaskExecutor executor : opened) {
      executor.shutdownNow();
      assertThat(executor.awaitTermination(60, SECONDS)).isTrue();
    }
  }

  /// For a task whose future does not tell when its body ends.
  private static void awaitEndOfTasks(TaskExecutor executor) throws InterruptedException {
    executor.shutdown();
    assertThat(executor.awaitTermination(60, SECONDS)).isTrue();
  }

  @Test
  final void answersWithResults() throws Exception {
    TaskExecutor executor = open(2);
    assertThat(executor.submit(() -> "done").get()).isEqualTo("done");
    assertThat(executor.<Object>submit(() -> null).get()).isNull();
    assertThat(executor.submit(new Nothing(), "given").get()).isEqualTo("given");
    assertThat(executor.submit(new Nothing()).get()).isNull();
    assertThat(executor.workers()).isPositive();
  }

  @Test
  final void runsEveryTaskOnce() throws Exception {
    TaskExecutor executor = open(2);
    List<TaskFuture<Integer>> futures = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      int n = i;
      futures.add(executor.submit(() -> n));
    }
    for (int i = 0; i < 200; i++) {
      assertThat(futures.get(i).get()).isEqualTo(i);
    }
  }

  @Test
  final void reportsTheExceptionThatWasThrown() {
    TaskExecutor executor = open(1);
    Future<Object> failing =
        executor.submit(
            () -> {
              throw new IOException("outer", new IllegalStateException("inner"));
            });
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(failing::get)
        .havingCause()
        .isExactlyInstanceOf(IOException.class)
        .withMessage("outer")
        .withStackTraceContaining(TaskExecutorContract.class.getName())
        .havingCause()
        .isExactlyInstanceOf(IllegalStateException.class)
        .withMessage("inner");
  }

  @Test
  final void aThrownCancellationIsNotACancelledTask() {
    Future<Object> failing =
        open(1)
            .submit(
                () -> {
                  throw new CancellationException("mine");
                });
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(failing::get)
        .withCauseExactlyInstanceOf(CancellationException.class);
    assertThat(failing.isCancelled()).isFalse();
  }

  @Test
  final void anErrorFailsItsTaskOnly() throws Exception {
    TaskExecutor executor = open(1);
    Future<Object> failing = executor.submit(() -> endlessly(0));
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(failing::get)
        .withCauseExactlyInstanceOf(StackOverflowError.class);
    assertThat(executor.submit(() -> 1).get()).isEqualTo(1);
  }

  private static Object endlessly(int depth) {
    return depth < 0 ? List.of() : List.of(endlessly(depth + 1));
  }

  @Test
  final void callsBackInThisJvm() throws Exception {
    CompletableFuture<String> seen = new CompletableFuture<>();
    TaskFuture<String> future = open(1).submit(() -> "done");
    future.whenComplete((result, _) -> seen.complete(result));
    assertThat(seen.get()).isEqualTo("done");
  }

  @Test
  final void aCallbackMaySubmit() throws Exception {
    TaskExecutor executor = open(1);
    CompletableFuture<Integer> second =
        executor
            .submit(() -> 1)
            .thenCompose(first -> executor.submit(() -> first + 1))
            .toCompletableFuture();
    assertThat(second.get()).isEqualTo(2);
  }

  @Test
  final void executesActions() throws Exception {
    FileLatch ran = latch("ran");
    TaskExecutor executor = open(1);
    executor.execute(new Opening(ran));
    awaitEndOfTasks(executor);
    assertThat(ran.isOpen()).isTrue();
  }

  @Test
  final void aTaskCancelledBeforeItBeginsNeverRuns() throws Exception {
    TaskExecutor executor = openBeside();
    FileLatch go = latch("go");
    FileLatch ran = latch("ran");
    FileLatch began = latch("began");
    Future<String> first = executor.submit(() -> openThenAwait(began, go));
    began.awaitFrom(first);
    Future<?> second = executor.submit(new Opening(ran));
    assertThat(second.cancel(false)).isTrue();
    assertThat(second.cancel(true)).isFalse();
    go.open();
    first.get();
    assertThat(executor.submit(() -> 1).get()).isEqualTo(1);
    assertThat(ran.isOpen()).isFalse();
    assertThatExceptionOfType(CancellationException.class).isThrownBy(second::get);
  }

  private static String openThenAwait(FileLatch began, FileLatch go) throws InterruptedException {
    began.open();
    return go.await();
  }

  @Test
  final void cancelInterruptsAndTheNextTaskKnowsNothingOfIt() throws Exception {
    TaskExecutor executor = openBeside();
    FileLatch began = latch("began");
    FileLatch interrupted = latch("interrupted");
    FileLatch never = latch("never");
    Future<?> future =
        executor.submit(
            () -> {
              began.open();
              try {
                never.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                interrupted.open();
              }
              return null;
            });
    began.awaitFrom(future);
    assertThat(future.cancel(true)).isTrue();
    assertThatExceptionOfType(CancellationException.class).isThrownBy(future::get);
    assertThat(executor.submit(() -> Thread.currentThread().isInterrupted()).get()).isFalse();
    awaitEndOfTasks(executor);
    assertThat(interrupted.isOpen()).isTrue();
  }

  @Test
  final void cancelWithoutInterruptLetsTheBodyEnd() throws Exception {
    TaskExecutor executor = openBeside();
    FileLatch began = latch("began");
    FileLatch go = latch("go");
    FileLatch ended = latch("ended");
    Future<?> future =
        executor.submit(
            () -> {
              began.open();
              go.await();
              ended.open();
              return null;
            });
    began.awaitFrom(future);
    assertThat(future.cancel(false)).isTrue();
    go.open();
    awaitEndOfTasks(executor);
    assertThat(ended.isOpen()).isTrue();
    assertThat(future.isCancelled()).isTrue();
  }

  @Test
  final void invokesAll() throws Exception {
    List<Callable<Integer>> tasks = List.of(new Answer(1), new Failing("second"), new Answer(3));
    List<Future<Integer>> futures = open(2).invokeAll(tasks);
    assertThat(futures)
        .extracting(Future::state)
        .containsExactly(Future.State.SUCCESS, Future.State.FAILED, Future.State.SUCCESS);
    assertThat(futures.get(2).resultNow()).isEqualTo(3);
    assertThat(futures.get(1).exceptionNow()).hasMessage("second");
  }

  @Test
  final void invokesAllUntilTheTimeIsUp() throws Exception {
    TaskExecutor executor = openBeside();
    List<Callable<Integer>> tasks = List.of(new Waiting(latch("never")), new Answer(2));
    List<Future<Integer>> futures = executor.invokeAll(tasks, 50, MILLISECONDS);
    assertThat(futures).hasSize(2).allMatch(Future::isDone);
    assertThat(futures.get(0).isCancelled()).isTrue();
    assertThat(executor.invokeAll(List.of(new Answer(4)), 60, SECONDS).get(0).resultNow())
        .isEqualTo(4);
  }

  @Test
  final void invokesAny() throws Exception {
    TaskExecutor executor = open(2);
    assertThat(executor.invokeAny(List.of(new Failing("first"), new Answer(2)))).isEqualTo(2);
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> executor.invokeAny(List.of(new Failing("alone"))))
        .withRootCauseExactlyInstanceOf(IOException.class);
  }

  @Test
  final void invokesAnyUntilTheTimeIsUp() throws Exception {
    TaskExecutor executor = openBeside();
    List<Waiting> tasks = List.of(new Waiting(latch("never")));
    assertThatExceptionOfType(TimeoutException.class)
        .isThrownBy(() -> executor.invokeAny(tasks, 50, MILLISECONDS));
    assertThat(executor.invokeAny(List.of(new Answer(5)), 60, SECONDS)).isEqualTo(5);
  }

  @Test
  final void shutdownRunsWhatIsQueuedAndRefusesTheRest() throws Exception {
    TaskExecutor executor = open(1);
    FileLatch go = latch("go");
    if (executor.runsInCaller()) {
      go.open();
    }
    Future<String> first = executor.submit(go::await);
    Future<Integer> second = executor.submit(() -> 2);
    executor.shutdown();
    assertThat(executor.isShutdown()).isTrue();
    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> executor.submit(() -> 3));
    if (!go.isOpen()) {
      assertThat(executor.isTerminated()).isFalse();
      assertThat(executor.awaitTermination(1, MILLISECONDS)).isFalse();
      go.open();
    }
    assertThat(executor.awaitTermination(60, SECONDS)).isTrue();
    assertThat(executor.isTerminated()).isTrue();
    assertThat(first.state()).isEqualTo(Future.State.SUCCESS);
    assertThat(second.resultNow()).isEqualTo(2);
  }

  @Test
  final void shutdownNowInterruptsAndNothingNewBegins() throws Exception {
    TaskExecutor executor = openBeside();
    FileLatch began = latch("began");
    FileLatch never = latch("never");
    FileLatch ran = latch("ran");
    Future<?> running = executor.submit(() -> openThenAwait(began, never));
    began.awaitFrom(running);
    Future<?> queued = executor.submit(new Opening(ran));
    List<Runnable> returned = executor.shutdownNow();
    assertThat(executor.awaitTermination(60, SECONDS)).isTrue();
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(running::get)
        .withCauseExactlyInstanceOf(InterruptedException.class);
    assertThat(ran.isOpen()).isFalse();
    assertThat(queued.isCancelled() || returned.size() == 1).isTrue();
  }

  @Test
  final void closeWaits() {
    TaskExecutor executor = open(1);
    Future<Integer> future = executor.submit(() -> 1);
    executor.close();
    assertThat(future.resultNow()).isEqualTo(1);
    assertThat(executor.isTerminated()).isTrue();
    executor.close();
  }

  @Test
  final void anInterruptedCloseStopsAndCancels() throws Exception {
    TaskExecutor executor = openBeside();
    FileLatch began = latch("began");
    FileLatch never = latch("never");
    Future<?> running = executor.submit(() -> openThenAwait(began, never));
    began.awaitFrom(running);
    Future<Integer> queued = executor.submit(() -> 2);
    FutureTask<Boolean> interruptKept =
        new FutureTask<>(
            () -> {
              executor.close();
              return Thread.interrupted();
            });
    Thread closer = Thread.ofPlatform().start(interruptKept);
    closer.interrupt();
    assertThat(interruptKept.get(60, SECONDS)).isTrue();
    assertThat(running.isDone()).isTrue();
    assertThat(queued.isCancelled()).isTrue();
  }

  @Test
  final void inspectsEachJvmBesideItsTasks() throws Exception {
    TaskExecutor executor = open(2);
    FileLatch go = latch("go");
    if (executor.runsInCaller()) {
      go.open();
    }
    Future<?> busy = executor.submit(go::await);
    SerializableCallable<Long> pid = () -> ProcessHandle.current().pid();
    List<Long> pids = executor.inEachJvm(pid);
    assertThat(pids).doesNotHaveDuplicates().hasSizeBetween(1, executor.workers());
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> executor.inEachJvm(new Failing("probe")))
        .withCauseExactlyInstanceOf(IOException.class);
    if (!go.isOpen()) {
      go.open();
    }
    busy.get();
  }

  private record Nothing() implements Runnable, java.io.Serializable {
    @Override
    public void run() {}
  }

  private record Opening(FileLatch latch) implements Runnable, java.io.Serializable {
    @Override
    public void run() {
      latch.open();
    }
  }

  private record Answer(int value) implements SerializableCallable<Integer> {
    @Override
    public Integer call() {
      return value;
    }
  }

  private record Failing(String message) implements SerializableCallable<Integer> {
    @Override
    public Integer call() throws IOException {
      throw new IOException(message);
    }
  }

  private record Waiting(FileLatch latch) implements SerializableCallable<Integer> {
    @Override
    public Integer call() throws InterruptedException {
      return latch.await().length();
    }
  }
}

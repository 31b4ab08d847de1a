package io.lanemark.process;

import static io.lanemark.process.PoolAssertions.answerInTime;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lanemark.multiprocessing.FileLatch;
import io.lanemark.multiprocessing.Signal;
import io.lanemark.task.SerializableCallable;
import io.lanemark.task.TaskFuture;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Which worker gets which task, and when; what a full queue, a deadline and recycling do.
@Timeout(300)
final class ProcessPoolDispatchTest {
  private static final List<String> SMALL =
      List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
  private static final int ATTEMPTS = 20;

  @TempDir Path directory;

  @RegisterExtension final OpenedPools pools = new OpenedPools();

  private static ProcessPoolBuilder pool(int size) {
    return ProcessPool.builder().size(size).jvmOptions(SMALL).register(Tiny.class);
  }

  private FileLatch latch(String name) {
    return FileLatch.in(directory, name);
  }

  private record Tiny(int n) implements SerializableCallable<Integer> {
    @Override
    public Integer call() {
      return n;
    }
  }

  private record Wait(FileLatch began, FileLatch go) implements SerializableCallable<String> {
    @Override
    public String call() throws InterruptedException {
      began.open(Long.toString(ProcessHandle.current().pid()));
      return go.await();
    }
  }

  /// Asked past the queue, where no deadline counts: the first task takes long in a JVM that has
  /// just started.
  private static long pidOfOnlyWorker(ProcessPool pool) throws Exception {
    List<Long> pids = List.of();
    while (pids.isEmpty()) {
      pids = pool.inEachJvm(() -> ProcessHandle.current().pid());
    }
    return pids.getFirst();
  }

  private static List<Future<Integer>> submitTiny(ProcessPool pool, int tasks) {
    List<Future<Integer>> futures = new ArrayList<>(tasks);
    for (int n = 0; n < tasks; n++) {
      futures.add(pool.submit(new Tiny(n)));
    }
    return futures;
  }

  private static void assertAllDone(List<Future<Integer>> futures) throws Exception {
    for (int n = 0; n < futures.size(); n++) {
      assertThat(futures.get(n).get(60, SECONDS)).isEqualTo(n);
    }
  }

  @Test
  void tinyTasksDoNotWaitBehindALongOneWhileAWorkerIdles() throws Exception {
    ProcessPool pool = pools.start(pool(2));
    for (int round = 0; round < 20; round++) {
      FileLatch began = latch("began-" + round);
      List<Future<Integer>> before = submitTiny(pool, 2_000);
      Future<String> longTask = pool.submit(new Wait(began, latch("go-" + round)));
      List<Future<Integer>> after = submitTiny(pool, 2_000);
      assertAllDone(before);
      assertAllDone(after);
      began.awaitFrom(longTask);
      assertThat(longTask).isNotDone();
      latch("go-" + round).open("done");
      assertThat(longTask.get(60, SECONDS)).isEqualTo("done");
    }
  }

  private static final Map<Integer, Integer> RUNS_HERE = new ConcurrentHashMap<>();

  private record Counted(int n) implements SerializableCallable<Integer> {
    @Override
    public Integer call() {
      RUNS_HERE.merge(n, 1, Integer::sum);
      return n;
    }
  }

  /// With few tasks in flight workers take them from each other all the time.
  @Test
  void aTaskThatGoesToAndFroRunsOnce() throws Exception {
    int tasks = 20_000;
    ProcessPool pool = pools.start(pool(2));
    Semaphore inFlight = new Semaphore(4);
    for (int n = 0; n < tasks; n++) {
      inFlight.acquire();
      pool.submit(new Counted(n)).whenComplete((_, _) -> inFlight.release());
    }
    inFlight.acquire(4);
    Map<Integer, Integer> runs = new HashMap<>();
    for (Map<Integer, Integer> inOne : pool.inEachJvm(() -> new HashMap<>(RUNS_HERE))) {
      inOne.forEach((n, times) -> runs.merge(n, times, Integer::sum));
    }
    assertThat(runs).hasSize(tasks).allSatisfy((_, times) -> assertThat(times).isOne());
  }

  @Test
  void resultsDoNotWaitForALongTaskBehindThem() throws Exception {
    ProcessPool pool = pools.start(pool(1));
    assertAllDone(submitTiny(pool, 5_000));
    List<Future<Integer>> before = submitTiny(pool, 3_000);
    Future<String> longTask = pool.submit(new Wait(latch("began"), latch("go")));
    assertAllDone(before);
    latch("go").open("done");
    assertThat(longTask.get(60, SECONDS)).isEqualTo("done");
  }

  @Test
  void whatAWorkerHadNotBegunWhenItDiedRunsElsewhere() throws Exception {
    ProcessPool pool = pools.start(pool(1));
    assertAllDone(submitTiny(pool, 5_000));
    FileLatch began = latch("began");
    List<Future<Integer>> before = submitTiny(pool, 500);
    Future<String> victim = pool.submit(new Wait(began, latch("never")));
    List<Future<Integer>> behind = submitTiny(pool, 500);
    Signal.KILL.sendTo(Long.parseLong(began.awaitFrom(victim)));
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> victim.get(60, SECONDS))
        .withCauseInstanceOf(WorkerDiedException.class);
    assertAllDone(before);
    assertAllDone(behind);
  }

  @Test
  void aTaskThatWasSentAheadAndCancelledDoesNotRun() throws Exception {
    ProcessPool pool = pools.start(pool(1));
    assertAllDone(submitTiny(pool, 5_000));
    List<Future<?>> cancelled = new ArrayList<>();
    List<FileLatch> latches = new ArrayList<>();
    submitTiny(pool, 200);
    Future<String> first = pool.submit(new Wait(latch("began"), latch("go")));
    for (int i = 0; i < 50; i++) {
      latches.add(latch("ran-" + i));
      cancelled.add(pool.submit(new Wait(latches.get(i), latch("go"))));
    }
    latch("began").awaitFrom(first);
    cancelled.forEach(future -> future.cancel(false));
    // Said on another channel than the one that frees the worker: a round trip there comes after.
    pool.inEachJvm(() -> 1);
    latch("go").open("done");
    first.get(60, SECONDS);
    assertThat(pool.submit(new Tiny(1)).get(60, SECONDS)).isOne();
    assertThat(latches).noneMatch(FileLatch::isOpen);
  }

  @Test
  void aFullQueueRefuses() throws Exception {
    ProcessPool pool = pools.start(pool(1).queue(3, WhenFull.REFUSE));
    Future<String> running = pool.submit(new Wait(latch("began"), latch("go")));
    latch("began").awaitFrom(running);
    List<Future<Integer>> waiting = submitTiny(pool, 3);
    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> pool.submit(new Tiny(4)))
        .withMessage("the queue is full: 3 tasks are waiting");
    latch("go").open("done");
    assertThat(running.get(60, SECONDS)).isEqualTo("done");
    assertAllDone(waiting);
    assertThat(pool.submit(new Tiny(5)).get(60, SECONDS)).isEqualTo(5);
  }

  @Test
  void aFullQueueMakesSubmittersWait() throws Exception {
    ProcessPool pool = pools.start(pool(1).queue(3, WhenFull.BLOCK));
    Future<String> running = pool.submit(new Wait(latch("began"), latch("go")));
    latch("began").awaitFrom(running);
    submitTiny(pool, 3);
    FutureTask<Future<Integer>> submitted = new FutureTask<>(() -> pool.submit(new Tiny(4)));
    awaitWaiting(Thread.ofPlatform().start(submitted));
    assertThat(submitted).isNotDone();
    latch("go").open("done");
    assertThat(submitted.get(60, SECONDS).get(60, SECONDS)).isEqualTo(4);
  }

  private static void awaitWaiting(Thread submitter) throws InterruptedException {
    while (submitter.getState() != Thread.State.WAITING) {
      assertThat(submitter.isAlive()).isTrue();
      Thread.sleep(1);
    }
  }

  @Test
  void aSubmitterThatWaitsCanBeInterruptedOrRefusedByAShutdown() throws Exception {
    ProcessPool pool = pools.start(pool(1).queue(1, WhenFull.BLOCK));
    Future<String> running = pool.submit(new Wait(latch("began"), latch("go")));
    latch("began").awaitFrom(running);
    submitTiny(pool, 1);
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> pool.submit(new Tiny(4)))
        .withMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
    FutureTask<Future<Integer>> submitted = new FutureTask<>(() -> pool.submit(new Tiny(5)));
    awaitWaiting(Thread.ofPlatform().start(submitted));
    pool.shutdown();
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> submitted.get(60, SECONDS))
        .withCauseInstanceOf(RejectedExecutionException.class)
        .withMessageContaining("shut down");
    latch("go").open("done");
  }

  @Test
  void aCallbackMaySubmitIntoAFullQueue() throws Exception {
    ProcessPool pool = pools.start(pool(1).queue(1, WhenFull.BLOCK));
    List<Future<Integer>> more = new ArrayList<>();
    TaskFuture<String> first = pool.submit(new Wait(latch("began"), latch("go")));
    first.whenComplete((_, _) -> more.addAll(submitTiny(pool, 10)));
    latch("go").open("done");
    first.get(60, SECONDS);
    assertThat(pool.submit(new Tiny(1)).get(60, SECONDS)).isOne();
    assertAllDone(more);
  }

  @Test
  void aTaskWhoseTimeIsUpFailsAndIsInterrupted() throws Exception {
    ProcessPool pool =
        pools.start(pool(1).deadline(Duration.ofMillis(300)).grace(Duration.ofMinutes(1)));
    long pid = pidOfOnlyWorker(pool);
    Future<String> late = pool.submit(new Wait(latch("began"), latch("never")));
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> late.get(60, SECONDS))
        .withCauseInstanceOf(DeadlineExceededException.class)
        .withMessageContaining("had not ended after 300 ms in worker-1 (pid " + pid + ")");
    // Runs once the other one has ended.
    assertThat(answerInTime(pool, pool.submit(new Tiny(1)), new Tiny(1))).isOne();
    assertThat(pidOfOnlyWorker(pool)).isEqualTo(pid);
  }

  @Test
  void aDurationMayBeLongerThanAnyClock() throws Exception {
    Duration forEver = ChronoUnit.FOREVER.getDuration();
    ProcessPool pool = pools.start(pool(1).deadline(forEver).grace(forEver));
    assertThat(pool.submit(new Tiny(1)).get(60, SECONDS)).isOne();
    assertThat(pool.threadDump(pool.pids().getFirst(), forEver)).contains("main");
    pool.close();
  }

  @Test
  void aTaskThatIsDeafToItsDeadlineLosesItsWorkerAndWhatThatStarted() throws Exception {
    ProcessPool pool =
        pools.start(pool(1).deadline(Duration.ofSeconds(2)).grace(Duration.ofMillis(100)));
    SpinningTask deaf = submitUntilItSpins(pool);
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> deaf.future().get(60, SECONDS))
        .withCauseInstanceOf(DeadlineExceededException.class);
    deaf.worker().onExit().get(60, SECONDS);
    deaf.sleeper().onExit().get(60, SECONDS);
    assertThat(answerInTime(pool, pool.submit(new Tiny(1)), new Tiny(1))).isOne();
  }

  @Test
  void aCallbackOfATaskWhoseTimeIsUpMaySubmitIntoAFullQueue() throws Exception {
    ProcessPool pool =
        pools.start(
            pool(1)
                .queue(1, WhenFull.BLOCK)
                .deadline(Duration.ofSeconds(1))
                .grace(Duration.ofMillis(100)));
    CompletableFuture<Future<Integer>> retried = new CompletableFuture<>();
    SpinningTask deaf = submitUntilItSpins(pool);
    Future<Integer> queued = pool.submit(new Tiny(1));
    deaf.future().whenComplete((_, _) -> retried.complete(pool.submit(new Tiny(2))));
    assertThat(answerInTime(pool, retried.get(60, SECONDS), new Tiny(2))).isEqualTo(2);
    assertThat(answerInTime(pool, queued, new Tiny(1))).isOne();
  }

  @Test
  void theTimeOfATaskThatAStoppedWorkerDoesNotReadIsUpToo() throws Exception {
    ProcessPool pool =
        pools.start(pool(1).deadline(Duration.ofSeconds(1)).grace(Duration.ofMillis(100)));
    Signal.STOP.sendTo(pidOfOnlyWorker(pool));
    byte[] large = new byte[8 << 20];
    Future<Integer> unread = pool.submit(() -> sum(large));
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> unread.get(60, SECONDS))
        .withCauseInstanceOf(DeadlineExceededException.class);
    assertThat(answerInTime(pool, pool.submit(new Tiny(1)), new Tiny(1))).isOne();
  }

  @Test
  void theTimeOfATaskThatIsSentAgainBeginsAnew() throws Exception {
    boolean outlived = false;
    for (int attempt = 1; !outlived && attempt <= ATTEMPTS; attempt++) {
      outlived = outlivesItsFirstTime(attempt);
    }
    assertThat(outlived)
        .as("the first worker died before the deadline of its task, in %d attempts", ATTEMPTS)
        .isTrue();
  }

  /// Its first worker is killed, and the second one boots until the time of the first is up.
  ///
  /// @return false if that was up before the first one was dead: a machine can be so busy
  private boolean outlivesItsFirstTime(int attempt) throws Exception {
    Duration deadline = Duration.ofSeconds(3);
    FileLatch killed = latch("killed-" + attempt);
    FileLatch boots = latch("boots-" + attempt);
    FileLatch go = latch("go-" + attempt);
    ProcessPool pool =
        pools.start(
            pool(1)
                .deadline(deadline)
                .initializer(
                    _ -> {
                      if (killed.isOpen()) {
                        go.awaitAfter(boots);
                      }
                    }));
    long pid = pidOfOnlyWorker(pool);
    Signal.STOP.sendTo(pid);
    killed.open();
    Future<Integer> task = pool.submit(new Tiny(1));
    Signal.KILL.sendTo(pid);
    while (!boots.isOpen()) {
      if (task.isDone()) {
        assertThat(task.exceptionNow()).isInstanceOf(DeadlineExceededException.class);
        return false;
      }
      Thread.sleep(1);
    }
    // The time of this one begins later, and ends later.
    ProcessPool clock = pools.start(pool(1).deadline(deadline));
    Future<String> late = clock.submit(new Wait(latch("clock-" + attempt), latch("never")));
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> late.get(60, SECONDS))
        .withCauseInstanceOf(DeadlineExceededException.class);
    assertThat(task).isNotDone();
    go.open();
    assertThat(answerInTime(pool, task, new Tiny(1))).isOne();
    return true;
  }

  /// A task that heeds no interrupt, as it runs.
  private record SpinningTask(
      TaskFuture<Object> future, ProcessHandle worker, ProcessHandle sleeper) {}

  /// On a busy machine the time of a task may be up before it spins: then another one is submitted.
  private SpinningTask submitUntilItSpins(ProcessPool pool) throws Exception {
    Throwable last = null;
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      FileLatch started = latch("started-" + attempt);
      TaskFuture<Object> future = pool.submit(() -> startSleeperAndSpin(started));
      while (!started.isOpen() && !future.isDone()) {
        Thread.sleep(1);
      }
      if (started.isOpen()) {
        List<ProcessHandle> processes =
            Stream.of(started.await().split(" ", -1))
                .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
                .toList();
        return new SpinningTask(future, processes.getFirst(), processes.getLast());
      }
      last = future.exceptionNow();
      assertThat(last).isInstanceOf(DeadlineExceededException.class);
    }
    throw new AssertionError(
        String.format(Locale.ROOT, "no task began in time in %d attempts", ATTEMPTS), last);
  }

  private static Object startSleeperAndSpin(FileLatch started) throws IOException {
    long sleeper = new ProcessBuilder("sleep", "1000").start().pid();
    started.open(ProcessHandle.current().pid() + " " + sleeper);
    while (!Thread.currentThread().getName().isEmpty()) {
      Thread.interrupted();
      Thread.onSpinWait();
    }
    return started;
  }

  @Test
  void aWorkerIsReplacedAfterSoManyTasks() throws Exception {
    ProcessPool pool = pools.start(pool(1).recycleAfterTasks(50));
    Set<Long> pids = new HashSet<>();
    List<Future<Long>> futures = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      futures.add(pool.submit(() -> ProcessHandle.current().pid()));
    }
    for (Future<Long> future : futures) {
      pids.add(future.get(60, SECONDS));
    }
    assertThat(pids).hasSizeBetween(4, 5);
  }

  @Test
  void aWorkerThatHasBecomeLargeIsReplaced() throws Exception {
    ProcessPool pool = pools.start(pool(1).recycleAbove(1));
    long pid = pool.submit(() -> ProcessHandle.current().pid()).get(60, SECONDS);
    while (pool.submit(() -> ProcessHandle.current().pid()).get(60, SECONDS) == pid) {
      Thread.sleep(10);
    }
  }

  private static int sum(byte[] data) {
    int sum = 0;
    for (byte b : data) {
      sum += b;
    }
    return sum;
  }

  @Test
  void aLargeArrayIsTheWorkersOwnHoweverLongItsTaskWaits() throws Exception {
    ProcessPool pool = pools.start(pool(1));
    byte[] data = new byte[1 << 20];
    Future<String> running = pool.submit(new Wait(latch("began"), latch("go")));
    latch("began").awaitFrom(running);
    Future<Integer> queued = pool.submit(() -> sum(data));
    Arrays.fill(data, (byte) 1);
    Future<Integer> later = pool.submit(() -> sum(data));
    latch("go").open("done");
    assertThat(queued.get(60, SECONDS)).isZero();
    assertThat(later.get(60, SECONDS)).isEqualTo(data.length);
    assertThat(pool.submit(() -> data.clone()).get(60, SECONDS)).isEqualTo(data);
  }
}

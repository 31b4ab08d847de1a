package io.lanemark.process;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lanemark.multiprocessing.FileLatch;
import io.lanemark.process.ipc.CodecException;
import io.lanemark.task.SerializableCallable;
import io.lanemark.task.TaskFuture;
import java.io.Externalizable;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What can go wrong in a worker goes wrong here, for real.
@Timeout(30)
final class ProcessPoolFaultTest {
  private static final List<String> SMALL =
      List.of("-Xmx48m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  @TempDir Path directory;

  @RegisterExtension final OpenedPools pools = new OpenedPools();

  /// Which threads of a worker run its tasks: what goes wrong there is the same.
  enum Threads {
    MAIN,
    VIRTUAL;

    ProcessPoolBuilder pool() {
      ProcessPoolBuilder plan = ProcessPoolFaultTest.pool(1);
      return this == VIRTUAL ? plan.virtualThreads(2) : plan;
    }
  }

  private static ProcessPoolBuilder pool(int size) {
    return ProcessPool.builder().size(size).jvmOptions(SMALL);
  }

  private FileLatch latch(String name) {
    return FileLatch.in(directory, name);
  }

  private static WorkerDiedException deathOf(Future<?> future) throws Exception {
    try {
      Object result = future.get(20, SECONDS);
      throw new AssertionError("expected a death, and the result was " + result);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof WorkerDiedException death) {
        return death;
      }
      throw new AssertionError("expected a death", e);
    }
  }

  private static void assertServes(ProcessPool pool) throws Exception {
    assertThat(pool.submit(() -> 42).get(20, SECONDS)).isEqualTo(42);
  }

  @ParameterizedTest
  @EnumSource
  void aTaskThatExitsFailsWithPidAndExitCode(Threads threads) throws Exception {
    ProcessPool pool = pools.start(threads.pool());
    long pid = pool.submit(() -> ProcessHandle.current().pid()).get();
    WorkerDiedException death = deathOf(pool.submit(new Exit(7)));
    assertThat(death.pid()).isEqualTo(pid);
    assertThat(death.exitCode()).isEqualTo(7);
    assertThat(death.signal()).isEmpty();
    assertThat(death.task()).isEqualTo("Exit[code=7]");
    assertThat(death.lastErrorLines()).isEqualTo("goodbye");
    assertThat(pool.submit(() -> ProcessHandle.current().pid()).get()).isNotEqualTo(pid);
  }

  @Test
  void anExitThatLooksLikeASignalIsToldFromOne() throws Exception {
    ProcessPool pool = pools.start(pool(1));
    WorkerDiedException exit = deathOf(pool.submit(new Exit(137)));
    assertThat(exit.exitCode()).isEqualTo(137);
    assertThat(exit.signal()).isEmpty();
    assertThat(exit.mayHaveRun()).isTrue();
    assertServes(pool);
  }

  @ParameterizedTest
  @EnumSource
  void aTaskThatHaltsFails(Threads threads) throws Exception {
    ProcessPool pool = pools.start(threads.pool());
    Future<?> halting =
        pool.submit(
            () -> {
              Runtime.getRuntime().halt(0);
              return null;
            });
    assertThat(deathOf(halting).exitCode()).isZero();
    assertServes(pool);
  }

  @Test
  void aKilledWorkerFailsItsTaskAndNoOther() throws Exception {
    ProcessPool pool = pools.start(pool(2));
    FileLatch began = latch("began");
    FileLatch other = latch("other");
    FileLatch go = latch("go");
    Future<?> victim = pool.submit(() -> waitAfter(began, latchIn(began, "never")));
    Future<String> survivor = pool.submit(() -> waitAfter(other, go));
    Future<Integer> queued = pool.submit(() -> 3);
    long pid = Long.parseLong(began.await());
    other.await();
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    WorkerDiedException death = deathOf(victim);
    assertThat(death.pid()).isEqualTo(pid);
    assertThat(death.signal()).hasValue(9);
    assertThat(queued.get()).isEqualTo(3);
    go.open("gone");
    assertThat(survivor.get()).isEqualTo("gone");
    assertThat(pool.inEachJvm(() -> ProcessHandle.current().pid())).hasSize(2);
  }

  private static FileLatch latchIn(FileLatch neighbour, String name) {
    return new FileLatch(neighbour.file() + name);
  }

  private static String waitAfter(FileLatch began, FileLatch go) throws InterruptedException {
    began.open(Long.toString(ProcessHandle.current().pid()));
    return go.await();
  }

  @Test
  void anIdleWorkerThatIsKilledCostsNoTask() throws Exception {
    ProcessPool pool = pools.start(pool(1));
    for (int i = 0; i < 5; i++) {
      long pid = pool.submit(() -> ProcessHandle.current().pid()).get();
      ProcessHandle worker = ProcessHandle.of(pid).orElseThrow();
      worker.destroyForcibly();
      worker.onExit().get();
      assertServes(pool);
    }
  }

  @Test
  void outOfMemoryEndsTheWorkerWhereTheJvmIsToldSo() throws Exception {
    List<String> options = new ArrayList<>(SMALL);
    options.add("-XX:+ExitOnOutOfMemoryError");
    ProcessPool pool = pools.start(pool(1).jvmOptions(options));
    WorkerDiedException death = deathOf(pool.submit(ProcessPoolFaultTest::hoard));
    assertThat(death.exitCode()).isEqualTo(3);
    assertThat(death.outOfMemory()).isTrue();
    assertServes(pool);
  }

  private static int hoard() {
    List<byte[]> hoard = new ArrayList<>();
    while (hoard.size() < Integer.MAX_VALUE) {
      hoard.add(new byte[1 << 20]);
    }
    return hoard.size();
  }

  @Test
  void whatCannotBeSerialisedIsRefusedWithClassAndField() {
    ProcessPool pool = pools.start(pool(1));
    Opaque opaque = new Opaque();
    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> pool.submit(new Holding(opaque)))
        .withMessageContaining("Opaque is not serialisable")
        .withMessageContaining("field part of")
        .withMessageContaining("Holding");
    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> pool.submit(() -> opaque.hashCode()))
        .withMessageContaining("the lambda")
        .withMessageContaining(ProcessPoolFaultTest.class.getName());
    byte[] tooLarge = new byte[65 * 1024 * 1024];
    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> pool.submit(() -> tooLarge.length))
        .withMessageContaining("longer than");
  }

  @ParameterizedTest
  @EnumSource
  void resultsThatCannotBeSerialisedFailAloneAndTheWorkerLives(Threads threads) throws Exception {
    ProcessPool pool = pools.start(threads.pool());
    long pid = pool.submit(() -> ProcessHandle.current().pid()).get();
    for (int i = 0; i < 20; i++) {
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(pool.<Object>submit(() -> new Opaque())::get)
          .withCauseExactlyInstanceOf(CodecException.class)
          .withMessageContaining("Opaque");
    }
    assertThat(pool.submit(() -> ProcessHandle.current().pid()).get()).isEqualTo(pid);
  }

  @ParameterizedTest
  @EnumSource
  void exceptionsThatCannotCrossAreReplaced(Threads threads) throws Exception {
    ProcessPool pool = pools.start(threads.pool());
    Future<Object> failing =
        pool.submit(
            () -> {
              throw new OpaqueException("hidden");
            });
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(failing::get)
        .havingCause()
        .isInstanceOfSatisfying(
            RemoteTaskException.class,
            e -> assertThat(e.thrownClass()).isEqualTo(OpaqueException.class.getName()))
        .withMessageContaining("hidden")
        .withStackTraceContaining(ProcessPoolFaultTest.class.getName());
    Future<Object> mute =
        pool.submit(
            () -> {
              throw new MuteException();
            });
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(mute::get)
        .withMessageContaining("cannot tell its own message");
    assertServes(pool);
  }

  @ParameterizedTest
  @EnumSource
  void anExceptionThatIsTooLongIsCut(Threads threads) throws Exception {
    ProcessPool pool = pools.start(threads.pool().jvmOptions(List.of("-Xmx600m")));
    long pid = pool.submit(() -> ProcessHandle.current().pid()).get();
    Future<Object> failing =
        pool.submit(
            () -> {
              throw new IllegalStateException("x".repeat(70_000_000));
            });
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(failing::get)
        .withCauseExactlyInstanceOf(RemoteTaskException.class)
        .withMessageContaining("IllegalStateException: xxx");
    assertThat(pool.submit(() -> ProcessHandle.current().pid()).get()).isEqualTo(pid);
  }

  @ParameterizedTest
  @EnumSource
  void anExceptionWithoutATextIsTold(Threads threads) throws Exception {
    ProcessPool pool = pools.start(threads.pool());
    TaskFuture<Object> failing =
        pool.submit(
            () -> {
              throw new Speechless();
            });
    assertThat(failing.thenApply(result -> result).toCompletableFuture())
        .failsWithin(20, SECONDS)
        .withThrowableOfType(ExecutionException.class)
        .withMessageContaining("Speechless, which cannot tell its own message");
    Future<Object> undecodable = pool.submit(() -> new Wordless());
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> undecodable.get(20, SECONDS))
        .withCauseExactlyInstanceOf(CodecException.class)
        .withMessageContaining("Speechless");
    assertServes(pool);
    assertThat(pool.stats().workersDied()).isZero();
  }

  @Test
  void aTaskWithoutATextIsToldByItsClass() throws Exception {
    ProcessPool pool = pools.start(pool(1));
    assertThat(deathOf(pool.submit(new Unspeakable())).task())
        .isEqualTo(Unspeakable.class.getName());
    assertServes(pool);
  }

  @Test
  void aResultThatThrowsWhatItDoesNotDeclareFailsAlone() throws Exception {
    ProcessPool pool = pools.start(pool(1));
    Future<Object> failing = pool.submit(() -> new Sneaky());
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> failing.get(20, SECONDS))
        .withCauseExactlyInstanceOf(CodecException.class)
        .withMessageContaining("undeclared");
    assertServes(pool);
    assertThat(pool.stats().workersDied()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void whatCannotBeDecodedFailsAlone(Threads threads) throws Exception {
    ProcessPool pool = pools.start(threads.pool());
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(pool.submit(new Undecodable())::get)
        .withCauseExactlyInstanceOf(CodecException.class);
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(pool.<Object>submit(() -> new Undecodable())::get)
        .withCauseExactlyInstanceOf(CodecException.class);
    assertServes(pool);
  }

  @Test
  void whatTheJvmsOwnFilterRefusesIsNotDecoded() throws Exception {
    ProcessPool pool =
        pools.start(pool(1).jvmOptions(List.of("-Djdk.serialFilter=!java.util.BitSet")));
    BitSet bits = new BitSet();
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> pool.submit(() -> bits.size()).get(20, SECONDS))
        .withCauseExactlyInstanceOf(CodecException.class)
        .withMessageContaining("REJECTED");
    assertServes(pool);
  }

  @ParameterizedTest
  @EnumSource
  void theStandardStreamsOfATaskAreNotTheProtocol(Threads threads) throws Exception {
    ProcessPool pool = pools.start(threads.pool());
    assertThat(pool.submit(ProcessPoolFaultTest::abuseStreams).get()).isEqualTo(-1);
    assertServes(pool);
  }

  private static int abuseStreams() throws Exception {
    int read = System.in.read();
    System.out.print("x".repeat(300_000));
    byte[] garbage = {0, 0, 0, 0, 'L', -1, -1, '\n'};
    try (FileOutputStream raw = new FileOutputStream(FileDescriptor.out)) {
      raw.write(garbage);
    }
    System.out.close();
    System.err.close();
    return read;
  }

  @ParameterizedTest
  @EnumSource
  void aTaskMayInterruptEveryThreadOfItsWorker(Threads threads) throws Exception {
    ProcessPool pool = pools.start(threads.pool());
    long pid = pool.submit(() -> ProcessHandle.current().pid()).get();
    pool.submit(
            () -> {
              Thread.getAllStackTraces().keySet().forEach(Thread::interrupt);
              return 1;
            })
        .get();
    assertThat(pool.inEachJvm(() -> ProcessHandle.current().pid())).containsExactly(pid);
    assertThat(pool.submit(() -> ProcessHandle.current().pid()).get()).isEqualTo(pid);
  }

  @Test
  void anInitializerThatFailsBreaksThePoolAfterThreeTries() throws Exception {
    String tries = directory.toString();
    ProcessPool pool =
        pools.start(
            pool(1)
                .initializer(
                    worker -> {
                      FileLatch.in(Path.of(tries), "try-" + ProcessHandle.current().pid()).open();
                      throw new IllegalStateException("no licence for " + worker.name());
                    }));
    Future<Integer> waiting = pool.submit(() -> 1);
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(waiting::get)
        .withCauseExactlyInstanceOf(WorkerBootException.class)
        .withMessageContaining("no licence for worker-1");
    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> pool.submit(() -> 1))
        .withMessageContaining("no licence");
    assertThat(directory.toFile().list()).hasSize(3);
  }

  @Test
  void aJvmThatDoesNotStartBreaksThePool() {
    ProcessPool pool = pools.start(pool(2).jvmOptions(List.of("-XX:NoSuchOption")));
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(pool.submit(() -> 1)::get)
        .withCauseExactlyInstanceOf(WorkerBootException.class)
        .withMessageContaining("NoSuchOption");
  }

  @Test
  void anEnvironmentThatNoProcessCanHaveBreaksThePool() {
    ProcessPool pool = pools.start(pool(1).environment(Map.of("A=B", "C")));
    // Refused, where the pool is broken by then.
    assertThatExceptionOfType(Exception.class)
        .isThrownBy(() -> pool.submit(() -> 1).get(20, SECONDS))
        .withCauseExactlyInstanceOf(WorkerBootException.class)
        .withMessageContaining("worker-1 could not be started")
        .withMessageContaining("A=B");
  }

  @Test
  void anInitializerThatCannotTellItsFailureBreaksThePool() {
    ProcessPool pool =
        pools.start(
            pool(1)
                .initializer(
                    _ -> {
                      throw new Speechless();
                    }));
    // Refused, where the pool is broken by then.
    assertThatExceptionOfType(Exception.class)
        .isThrownBy(() -> pool.submit(() -> 1).get(20, SECONDS))
        .withCauseExactlyInstanceOf(WorkerBootException.class)
        .withMessageContaining("Speechless");
  }

  @Test
  void anInitializerThatHangsDoesNotKeepAPoolThatIsShutDown() throws Exception {
    FileLatch began = latch("began");
    FileLatch go = latch("go");
    FileLatch never = latch("never");
    FileLatch hangs = latch("hangs");
    ProcessPool pool =
        pools.start(
            pool(2)
                .grace(Duration.ofMillis(100))
                .initializer(
                    worker -> {
                      if (worker.index() == 1) {
                        waitAfter(hangs, never);
                      }
                    }));
    Future<String> running = pool.submit(() -> waitAfter(began, go));
    began.await();
    hangs.await();
    Future<Integer> queued = pool.submit(() -> 2);
    pool.shutdown();
    go.open("gone");
    assertThat(pool.awaitTermination(20, SECONDS)).isTrue();
    assertThat(running.resultNow()).isEqualTo("gone");
    assertThat(queued.resultNow()).isEqualTo(2);
  }

  @Test
  void workersAreStartedAsTold() throws Exception {
    ProcessPool pool =
        pools.start(
            pool(2)
                .environment(Map.of("LANEMARK_TEST", "set"))
                .workingDirectory(directory)
                .initializer(
                    worker -> System.setProperty("seen", worker.name() + " of " + worker.size())));
    assertThat(pool.inEachJvm(() -> System.getProperty("seen")))
        .containsExactly("worker-1 of 2", "worker-2 of 2");
    assertThat(pool.submit(() -> System.getenv("LANEMARK_TEST")).get()).isEqualTo("set");
    assertThat(pool.submit(() -> Path.of("").toRealPath().toString()).get())
        .isEqualTo(directory.toRealPath().toString());
    assertThatIllegalArgumentException().isThrownBy(() -> pool(0)).withMessageContaining("0");
  }

  @Test
  void aTaskThatIgnoresInterruptsIsKilledAfterTheGracePeriod() throws Exception {
    ProcessPool pool = pools.start(pool(1).grace(Duration.ofMillis(100)));
    FileLatch began = latch("began");
    Future<?> deaf = pool.submit(() -> ignoreInterrupts(began));
    began.await();
    pool.shutdownNow();
    assertThat(pool.awaitTermination(20, SECONDS)).isTrue();
    assertThat(deathOf(deaf).signal()).hasValue(9);
  }

  private static Object ignoreInterrupts(FileLatch began) {
    began.open();
    while (!Thread.currentThread().getName().isEmpty()) {
      Thread.interrupted();
      Thread.onSpinWait();
    }
    return began;
  }

  @Test
  void workersLeaveInOrder() throws Exception {
    FileLatch hook = latch("hook");
    ProcessPool pool = pools.start(pool(1));
    pool.submit(
            () -> {
              Runtime.getRuntime().addShutdownHook(new Thread(hook::open));
              return null;
            })
        .get();
    pool.close();
    assertThat(hook.isOpen()).isTrue();
  }

  @Test
  void shutdownRunsTenThousandQueuedTasks() throws Exception {
    ProcessPool pool = pools.start(pool(2));
    List<TaskFuture<Integer>> futures = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      int n = i;
      futures.add(pool.submit(() -> n));
    }
    pool.close();
    for (int i = 0; i < 10_000; i++) {
      assertThat(futures.get(i).resultNow()).isEqualTo(i);
    }
  }

  @Test
  void shutdownNowWithTenThousandQueuedGivesBackWhatHadNotBegun() throws Exception {
    ProcessPool pool = pools.start(pool(2));
    List<TaskFuture<Integer>> futures = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      int n = i;
      futures.add(pool.submit(() -> n));
    }
    List<Runnable> waiting = pool.shutdownNow();
    assertThat(pool.awaitTermination(20, SECONDS)).isTrue();
    waiting.forEach(Runnable::run);
    for (int i = 0; i < 10_000; i++) {
      TaskFuture<Integer> future = futures.get(i);
      assertThat(future.isDone()).isTrue();
      if (future.state() == Future.State.SUCCESS) {
        assertThat(future.resultNow()).isEqualTo(i);
      } else {
        assertThat(future.exceptionNow())
            .isInstanceOfAny(WorkerDiedException.class, InterruptedException.class);
      }
    }
  }

  @Test
  void aCallbackMayShutThePoolDown() throws Exception {
    ProcessPool pool = pools.start(pool(2));
    pool.submit(() -> 1).whenComplete((_, _) -> pool.shutdown());
    assertThat(pool.awaitTermination(20, SECONDS)).isTrue();
    ProcessPool other = pools.start(pool(2));
    other.submit(() -> 1).whenComplete((_, _) -> other.shutdownNow());
    assertThat(other.awaitTermination(20, SECONDS)).isTrue();
  }

  @Test
  void aTaskMayStartAPoolOfItsOwn() throws Exception {
    ProcessPool pool = pools.start(pool(1));
    assertThat(pool.submit(ProcessPoolFaultTest::answerFromBelow).get(20, SECONDS)).isEqualTo(42);
  }

  private static int answerFromBelow() throws Exception {
    try (ProcessPool below = pool(1).start()) {
      return below.submit(() -> 42).get();
    }
  }

  @Test
  void submittingWhileItIsShutDownLosesNothing() throws Exception {
    ProcessPool pool = pools.start(pool(2));
    ConcurrentLinkedQueue<TaskFuture<Integer>> accepted = new ConcurrentLinkedQueue<>();
    CountDownLatch busy = new CountDownLatch(8);
    List<Thread> submitters = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      submitters.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      while (true) {
                        accepted.add(pool.submit(() -> 1));
                        busy.countDown();
                      }
                    } catch (RejectedExecutionException e) {
                      busy.countDown();
                    }
                  }));
    }
    busy.await();
    pool.shutdown();
    for (Thread submitter : submitters) {
      submitter.join();
    }
    assertThat(pool.awaitTermination(20, SECONDS)).isTrue();
    assertThat(accepted).isNotEmpty().allMatch(future -> future.resultNow() == 1);
  }

  @Test
  void anInterruptedSubmitterHarmsNobody() throws Exception {
    ProcessPool pool = pools.start(pool(1));
    long pid = pool.submit(() -> ProcessHandle.current().pid()).get();
    byte[] large = new byte[8 * 1024 * 1024];
    Thread.currentThread().interrupt();
    Future<Integer> future = pool.submit(() -> large.length);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(future.get()).isEqualTo(large.length);
    assertThat(pool.submit(() -> ProcessHandle.current().pid()).get()).isEqualTo(pid);
  }

  @Test
  void aCallbackThatInterruptsItsThreadCostsNoWorker() throws Exception {
    ProcessPool pool = pools.start(pool(1).bootAttempts(1));
    FileLatch go = latch("go");
    TaskFuture<Integer> dying = pool.submit(() -> exitAfter(go));
    CountDownLatch called = new CountDownLatch(1);
    dying.whenComplete(
        (_, _) -> {
          Thread.currentThread().interrupt();
          called.countDown();
        });
    go.open();
    // not dying.get(): a thread that waits there may be the one that runs the callback
    assertThat(called.await(20, SECONDS)).isTrue();
    assertServes(pool);
    deathOf(dying);
  }

  private static int exitAfter(FileLatch go) throws InterruptedException {
    go.await();
    System.exit(1);
    return 1;
  }

  @Test
  void anInterruptWhileWorkersBootBreaksNoPool() throws Exception {
    ProcessPool pool = pools.start(pool(1).bootAttempts(1));
    while (pool.stats().workersStarted() == 0) {
      Thread.onSpinWait();
    }
    Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("process-pool-\\d+-worker-1"))
        .forEach(Thread::interrupt);
    assertServes(pool);
  }

  private record Exit(int code) implements SerializableCallable<Integer> {
    @Override
    public Integer call() {
      System.err.println("goodbye");
      System.exit(code);
      return code;
    }
  }

  private static final class Opaque {}

  private record Holding(Opaque part) implements SerializableCallable<Integer> {
    @Override
    public Integer call() {
      return part.hashCode();
    }
  }

  private static final class OpaqueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings({"serial", "unused"}) // That it does not serialise is the point.
    private final Object part = new Opaque();

    OpaqueException(String message) {
      super(message);
    }
  }

  private static final class MuteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings({"serial", "unused"})
    private final Object part = new Opaque();

    @Override
    public String getMessage() {
      throw new AssertionError("not a word");
    }
  }

  private static final class Speechless extends Error {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new Speechless();
    }
  }

  private static final class Wordless implements Serializable {
    private static final long serialVersionUID = 1L;

    private Object readResolve() {
      throw new Speechless();
    }
  }

  private record Unspeakable() implements SerializableCallable<Integer> {
    @Override
    public Integer call() {
      Runtime.getRuntime().halt(9);
      return 1;
    }

    @Override
    public String toString() {
      throw new Speechless();
    }
  }

  /// As code does that was compiled by what knows no checked exceptions.
  private static final class Sneaky implements Externalizable {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("EffectivelyPrivate") // Deserialisation asks for a public one.
    public Sneaky() {}

    @Override
    public void writeExternal(ObjectOutput out) {}

    @Override
    public void readExternal(ObjectInput in) {
      throw Sneaky.<RuntimeException>undeclared(new TimeoutException("undeclared"));
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Exception> E undeclared(Exception e) throws E {
      throw (E) e;
    }
  }

  private static final class Undecodable implements SerializableCallable<Integer>, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public Integer call() {
      return 1;
    }

    private Object readResolve() {
      throw new AssertionError("not today");
    }
  }
}

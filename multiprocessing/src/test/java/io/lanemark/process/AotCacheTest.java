package io.lanemark.process;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.lanemark.multiprocessing.FileLatch;
import io.lanemark.multiprocessing.Signal;
import io.lanemark.process.launch.AotCacheFolder;
import io.lanemark.process.launch.JvmCommand;
import io.lanemark.process.worker.TaskThreads;
import io.lanemark.task.WorkerIdentity;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Workers that start from an AOT cache, and those that cannot.
@Timeout(300)
final class AotCacheTest {
  private static final List<String> SMALL = List.of("-Xmx48m", "-XX:TieredStopAtLevel=1");
  private static final int ATTEMPTS = 20;

  @TempDir static Path jars;
  private static String classPath = "";

  @TempDir Path temporary;

  @BeforeAll
  static void packClasses() throws IOException {
    classPath = ClassPathJars.ofThisJvm(jars);
  }

  private Path caches() {
    return temporary.resolve("caches");
  }

  private ProcessPoolBuilder plan() {
    return ProcessPool.builder()
        .size(1)
        .jvmOptions(SMALL)
        .classPath(classPath)
        .aotCache(AotCacheUse.BEFORE_WORKERS)
        .aotCacheFolder(caches());
  }

  private static boolean maps(Path file) throws IOException {
    return Files.readString(Path.of("/proc/self/maps")).contains(file.toString());
  }

  private static Path cacheOf(ProcessPool pool) {
    return switch (pool.aotCache()) {
      case AotCacheState.Used(Path file) -> file;
      case AotCacheState.Off(String reason) -> throw new AssertionError(reason);
      case AotCacheState.Making() -> throw new AssertionError("still being made");
    };
  }

  @Test
  void workersStartFromACacheThatIsMadeOnce() throws Exception {
    List<Path> seen = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      try (ProcessPool pool = plan().start()) {
        pool.submit(() -> 1).get();
        Path cache = cacheOf(pool);
        seen.add(cache);
        String name = cache.toString();
        assertThat(pool.submit(() -> maps(Path.of(name))).get()).isTrue();
      }
    }
    assertThat(seen.getFirst()).isEqualTo(seen.getLast()).hasParent(caches());
    assertThat(caches().toFile().list()).containsExactlyInAnyOrder("lock", nameOf(seen.getFirst()));
  }

  private static String nameOf(Path file) {
    return String.valueOf(file.getFileName());
  }

  @Test
  void workersOfVirtualThreadsHaveOneToo() throws Exception {
    try (ProcessPool pool = plan().virtualThreads(4).start()) {
      pool.submit(() -> 1).get();
      String cache = cacheOf(pool).toString();
      assertThat(pool.submit(() -> maps(Path.of(cache))).get()).isTrue();
    }
  }

  /// The JVM that has recorded the cache cannot hand such a class path to the one that makes it.
  @Test
  void aClassPathBeyondTheLimitOfAnArgumentHasOneToo() throws Exception {
    String missing = (File.pathSeparator + "/none/" + "x".repeat(100)).repeat(1_500);
    try (ProcessPool pool = plan().classPath(classPath + missing).start()) {
      pool.submit(() -> 1).get();
      String cache = cacheOf(pool).toString();
      assertThat(pool.submit(() -> maps(Path.of(cache))).get()).isTrue();
    }
    assertThat(caches().toFile().list()).hasSize(2);
  }

  @Test
  void aJarThatIsReplacedIsNoticedByTheNextWorker() throws Exception {
    Path jar = temporary.resolve("changing.jar");
    compileVersion("old", jar);
    try (ProcessPool pool = changing(plan(), jar).start()) {
      assertThat(pool.submit(AotCacheTest::version).get()).isEqualTo("old");
      Path oldCache = cacheOf(pool);
      ProcessHandle worker = ProcessHandle.of(pool.pids().getFirst()).orElseThrow();
      // A file of its own: the worker has the other one mapped.
      Files.delete(jar);
      compileVersion("new", jar);
      Signal.KILL.sendTo(worker);
      worker.onExit().get();
      assertThat(pool.submit(AotCacheTest::version).get()).isEqualTo("new");
      assertThat(cacheOf(pool)).isNotEqualTo(oldCache);
    }
  }

  /// Why the test above is needed. It is skipped on a JVM that notices.
  @Test
  void theJvmByItselfRunsTheOldClassOfAJarThatWasReplaced() throws Exception {
    Path jar = temporary.resolve("changing.jar");
    compileVersion("old", jar);
    Path oldCache;
    try (ProcessPool pool = changing(plan(), jar).start()) {
      assertThat(pool.submit(AotCacheTest::version).get()).isEqualTo("old");
      oldCache = cacheOf(pool);
    }
    Files.delete(jar);
    compileVersion("new", jar);
    ProcessPoolBuilder byHand =
        plan()
            .aotCache(AotCacheUse.OFF)
            .jvmOptions(
                Stream.concat(SMALL.stream(), Stream.of("-XX:AOTCache=" + oldCache)).toList());
    try (ProcessPool pool = changing(byHand, jar).start()) {
      String version = pool.submit(AotCacheTest::version).get();
      assumeThat(version).as("this JVM notices that a jar was replaced").isNotEqualTo("new");
      assertThat(version).isEqualTo("old");
    }
  }

  private static ProcessPoolBuilder changing(ProcessPoolBuilder plan, Path jar) {
    return plan.classPath(jar + File.pathSeparator + classPath);
  }

  /// A class that every worker loads when it boots.
  private static void compileVersion(String version, Path jar) throws IOException {
    ClassPathJars.compile(
        """
        package io.lanemark.task;

        public record WorkerIdentity(String name, int index, int size) {
          public static String version() {
            return "%s";
          }
        }
        """
            .formatted(version),
        jar);
  }

  private static String version() throws ReflectiveOperationException {
    return String.valueOf(WorkerIdentity.class.getMethod("version").invoke(null));
  }

  @Test
  void foldersOnTheClassPathAreServedWithoutACache() throws Exception {
    Path classes = Files.createDirectory(temporary.resolve("classes"));
    Files.createFile(classes.resolve("file"));
    assertServesWithout(
        plan().classPath(classPath + File.pathSeparator + classes), classes + " on the class path");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-Xshare:auto", "-XX:SharedArchiveFile=none"})
  void optionsThatExcludeACacheAreServedWithoutOne(String option) throws Exception {
    assertServesWithout(
        plan().jvmOptions(List.of("-Xmx48m", option)), option + " cannot be combined");
  }

  @Test
  void aCacheThatTheJvmRefusesIsNotUsedNorMadeAgain() throws Exception {
    ProcessPoolBuilder plan =
        plan().jvmOptions(List.of("-Xmx48m", "--limit-modules=java.base,java.logging"));
    for (int i = 0; i < 2; i++) {
      assertServesWithout(plan, "--limit-modules");
      assertThat(caches().toFile().list()).hasSize(2).anyMatch(name -> name.endsWith(".refused"));
    }
  }

  @Test
  void aFolderThatCannotBeWrittenIsReasonEnough() throws Exception {
    Path file = Files.createFile(temporary.resolve("file"));
    assertServesWithout(plan().aotCacheFolder(file.resolve("caches")), "cannot be used");
  }

  @Test
  void whatOthersMayWriteIsNotRun() throws Exception {
    Files.createDirectory(caches());
    assertThat(caches().toFile().setWritable(true, false)).isTrue();
    assertServesWithout(plan(), "must be writable by");
  }

  @Test
  void nothingIsMadeWhereItIsSwitchedOff() throws Exception {
    assertServesWithout(plan().aotCache(AotCacheUse.OFF), "switched off");
    assertThat(caches()).doesNotExist();
  }

  private static void assertServesWithout(ProcessPoolBuilder plan, String reason) throws Exception {
    try (ProcessPool pool = plan.start()) {
      assertThat(pool.submit(() -> 42).get()).isEqualTo(42);
      assertThat(pool.aotCache())
          .isInstanceOfSatisfying(
              AotCacheState.Off.class, off -> assertThat(off.reason()).contains(reason));
    }
  }

  @Test
  void aCacheThatIsNotOneDoesNoHarm() throws Exception {
    Path cache;
    try (ProcessPool pool = plan().start()) {
      pool.submit(() -> 1).get();
      cache = cacheOf(pool);
    }
    Files.writeString(cache, "not a cache");
    List<WorkerOutput.Line> printed = new ArrayList<>();
    try (ProcessPool pool = plan().output(new WorkerOutput.ToConsumer(printed::add)).start()) {
      assertThat(pool.submit(() -> 42).get()).isEqualTo(42);
    }
    assertThat(printed).filteredOn(line -> !PoolAssertions.isNotice(line.text())).isEmpty();
  }

  @Test
  void oneIsMadeInTheBackgroundForWorkersThatStartLater() throws Exception {
    WorkerAotCache cache = inBackground(caches());
    assertThat(cache.options()).isEmpty();
    while (cache.state() instanceof AotCacheState.Making) {
      Thread.sleep(10);
    }
    assertThat(cache.state()).isInstanceOf(AotCacheState.Used.class);
    assertThat(cache.options()).isNotEmpty();
    cache.stop();
    cache.awaitEnd(Duration.ofMinutes(1));
    assertThat(cache.hasEnded()).isTrue();
  }

  @Test
  void whoStopsWhileItIsBeingMadeLeavesNothing() throws Exception {
    Path caches = Files.createDirectory(temporary.resolve("attempts"));
    boolean inTime = false;
    for (int attempt = 1; !inTime && attempt <= ATTEMPTS; attempt++) {
      inTime = isStoppedInTime(caches.resolve(Integer.toString(attempt)));
    }
    assertThat(inTime).as("stopped before the cache was made, in %d attempts", ATTEMPTS).isTrue();
  }

  /// @return false if it had been made by then: a machine can be so busy
  private static boolean isStoppedInTime(Path caches) throws Exception {
    WorkerAotCache cache = inBackground(caches);
    assertThat(cache.options()).isEmpty();
    while (ownJvms().isEmpty() && cache.state() instanceof AotCacheState.Making) {
      Thread.sleep(2);
    }
    cache.stop();
    cache.awaitEnd(Duration.ofMinutes(1));
    assertThat(cache.hasEnded()).isTrue();
    assertThat(ownJvms()).isEmpty();
    if (cache.state() instanceof AotCacheState.Used) {
      return false;
    }
    assertThat(caches.toFile().list()).containsExactly("lock");
    return true;
  }

  private static WorkerAotCache inBackground(Path caches) {
    return new WorkerAotCache(
        AotCacheUse.IN_BACKGROUND,
        new AotCacheFolder(caches),
        JvmSettings.ofThisJvm().withOptions(SMALL).withClassPath(classPath),
        TaskThreads.MAIN,
        Duration.ZERO);
  }

  private static List<ProcessHandle> ownJvms() {
    return ProcessHandle.current().descendants().toList();
  }

  @Test
  void aPoolThatIsClosedDoesNotWaitForTheCache() throws Exception {
    ProcessPool pool = plan().start();
    pool.shutdown();
    assertThat(pool.awaitTermination(60, SECONDS)).isTrue();
    assertThat(pool.isTerminated()).isTrue();
    assertThat(ownJvms()).isEmpty();
  }

  /// Once while the first worker is trained, once while the JVM that it starts writes the cache.
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void nothingRunsOnWhenTheParentIsKilledMeanwhile(int jvms) throws Exception {
    int killed = 0;
    for (int attempt = 1; killed != jvms && attempt <= ATTEMPTS; attempt++) {
      killed =
          killedWithParent(jvms, Files.createDirectory(temporary.resolve("attempt-" + attempt)));
    }
    assertThat(killed)
        .as("JVMs below the parent when it was killed, in the last of %d attempts", ATTEMPTS)
        .isEqualTo(jvms);
  }

  /// @return how many JVMs there were; on a busy machine there may be more by then, or none any
  ///   more
  private static int killedWithParent(int jvms, Path folder) throws Exception {
    Process parent =
        JvmCommand.likeThisOne(Parent.class)
            .withJvmOptions(SMALL)
            .withArguments(List.of(folder.toString(), classPath))
            .start();
    try {
      List<ProcessHandle> below = parent.descendants().toList();
      while (below.size() < jvms && !isMade(folder)) {
        assertThat(parent.isAlive()).isTrue();
        Thread.sleep(1);
        below = parent.descendants().toList();
      }
      Signal.KILL.sendTo(parent.toHandle());
      for (ProcessHandle process : below) {
        process.onExit().get(60, SECONDS);
      }
      return below.size();
    } finally {
      parent.destroyForcibly().waitFor();
    }
  }

  private static boolean isMade(Path folder) {
    String[] names = folder.resolve("caches").toFile().list();
    return names != null && Stream.of(names).anyMatch(name -> name.endsWith(".aot"));
  }

  /// Runs in a JVM of its own.
  static final class Parent {
    private Parent() {}

    public static void main(String[] arguments) throws Exception {
      Path temporary = Path.of(arguments[0]);
      ProcessPool.builder()
          .size(1)
          .jvmOptions(SMALL)
          .classPath(arguments[1])
          .aotCache(AotCacheUse.BEFORE_WORKERS)
          .aotCacheFolder(temporary.resolve("caches"))
          .start();
      FileLatch.in(temporary, "never").await();
    }
  }
}

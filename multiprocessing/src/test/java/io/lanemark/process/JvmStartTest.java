package io.lanemark.process;

import static io.lanemark.process.OpenedPools.SMALL;
import static io.lanemark.process.OpenedPools.small;
import static io.lanemark.process.PoolAssertions.assertServes;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.lanemark.multiprocessing.Context;
import io.lanemark.process.launch.JvmCommand;
import io.lanemark.task.TaskExecutor;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Class paths, options and environments that are no everyday ones.
@Timeout(300)
final class JvmStartTest {
  /// In a locale that has no umlaut, none.
  private static final String GREEN =
      System.getProperty("sun.jnu.encoding").equals("UTF-8") ? "grün" : "green";

  @TempDir Path temporary;

  @RegisterExtension final OpenedPools pools = new OpenedPools();

  /// Of 200 KiB, with folders whose names the launcher could misread.
  private static String longClassPath() {
    String odd =
        String.join(
            File.pathSeparator,
            "/none/a b",
            "/none/\"q\"",
            "/none/b\\n",
            "/none/" + GREEN,
            "/none/#c");
    return IntStream.range(0, 2_000)
        .mapToObj(n -> String.format(Locale.ROOT, "/none/%0100d.jar", n))
        .collect(
            Collectors.joining(
                File.pathSeparator,
                odd + File.pathSeparator,
                File.pathSeparator + System.getProperty("java.class.path")));
  }

  @Test
  void aClassPathBeyondTheLimitOfAnArgumentIsPassedInAFileThatIsDeleted() throws Exception {
    JvmCommand command =
        JvmCommand.likeThisOne(LongClassPath.class)
            .withJvmOptions(List.of("-Djava.io.tmpdir=" + temporary));
    assertThat(HostProgram.outputOf(command).lines())
        .containsExactly(
            "in a worker: the same class path, the same option, 0 files",
            "in a child: the same class path, the same option, 0 files",
            "without a worker: NoSuchOption");
    assertThat(temporary).isEmptyDirectory();
  }

  /// Starts JVMs with a class path of 200 KiB.
  static final class LongClassPath {
    private static final String ODD = "a \"b\" \\c\t# " + GREEN + "\n";

    private LongClassPath() {}

    public static void main(String[] arguments) throws Exception {
      Context context = Context.processes(LongClassPath::settings);
      try (TaskExecutor pool = context.newExecutor(1)) {
        System.out.println(pool.submit(() -> "in a worker: " + received()).get(60, SECONDS));
      }
      context.child(() -> System.out.println("in a child: " + received())).start().join();
      ProcessPoolBuilder plan = settings(ProcessPool.builder()).bootAttempts(1).size(1);
      try (ProcessPool pool = plan.jvmOptions(List.of("-XX:NoSuchOption")).start()) {
        pool.submit(() -> 1).get(60, SECONDS);
      } catch (ExecutionException | RejectedExecutionException e) {
        String message = String.valueOf(e.getMessage());
        System.out.println(
            "without a worker: " + (message.contains("NoSuchOption") ? "NoSuchOption" : message));
      }
    }

    private static ProcessPoolBuilder settings(ProcessPoolBuilder plan) {
      List<String> options = new ArrayList<>(SMALL);
      options.add("-Dodd=" + ODD);
      return plan.jvmOptions(options).classPath(longClassPath());
    }

    private static String received() {
      try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
        return String.format(
            Locale.ROOT,
            "%s class path, %s option, %d files",
            isLong(System.getProperty("java.class.path")) ? "the same" : "another",
            System.getProperty("odd").equals(ODD) ? "the same" : "another",
            files.filter(file -> file.toString().contains("arguments")).count());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static boolean isLong(String classPath) {
      return classPath.length() > 200_000
          && classPath.startsWith(
              "/none/a b:/none/\"q\":/none/b\\n:/none/" + GREEN + ":/none/#c:/none/0");
    }
  }

  @Test
  void aClassPathWithoutThisLibraryIsRefusedAtTheStart() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> small(1).classPath("").start())
        .withMessageContaining("there is no class path for the JVMs")
        .withMessageContaining("with classPath(…)");
    String elsewhere = temporary + File.pathSeparator + temporary.resolve("none.jar");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> small(1).classPath(elsewhere).start())
        .withMessage(
            "the class path '%s' does not have this library"
                + " (io.lanemark.process.worker.WorkerMain): name its jar, too, with classPath(…)",
            elsewhere);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Context.processes(plan -> plan.classPath("")).child(() -> {}).start())
        .withMessageContaining("there is no class path for the JVMs");
  }

  @Test
  void theLibraryMayBeInAFolderOfJars() throws Exception {
    ClassPathJars.ofThisJvm(temporary);
    ProcessPool pool = pools.start(small(1).classPath(temporary + "/*"));
    assertServes(pool);
  }

  @Test
  void workersDoNotInheritWhatTheBuilderSays() throws Exception {
    // A second JVM could not listen there.
    String debugger =
        "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=localhost:" + freePort();
    assertThat(
            HostProgram.outputOf(
                JvmCommand.likeThisOne(Debugged.class)
                    .withEnvironment(Map.of("JAVA_TOOL_OPTIONS", debugger, "SECRET", "s"))))
        .contains("not inherited: null, set: 1");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /// Has options in its environment that only one JVM can have.
  static final class Debugged {
    private Debugged() {}

    public static void main(String[] arguments) throws Exception {
      try (ProcessPool pool =
          ProcessPool.builder()
              .size(1)
              .jvmOptions(SMALL)
              .withoutEnvironment("JAVA_TOOL_OPTIONS", "SECRET", "SET")
              .environment(Map.of("SET", "1"))
              .start()) {
        System.out.println(
            pool.submit(
                    () ->
                        "not inherited: %s, set: %s"
                            .formatted(System.getenv("SECRET"), System.getenv("SET")))
                .get(60, SECONDS));
      }
    }
  }

  @Test
  void whatTheLocaleCannotPassIsRefusedAtTheStart() throws Exception {
    // The program itself needs classes from there.
    assumeThat(System.getProperty("java.class.path")).matches("\\p{ASCII}*");
    String output =
        HostProgram.outputOf(
            JvmCommand.likeThisOne(Foreign.class)
                .withClassPath(ClassPathJars.ofThisJvm(temporary))
                .withEnvironment(Map.of("LC_ALL", "C")));
    assertThat(output.lines())
        .anySatisfy(line -> assertRefused(line, "the entry '/none/gr.+n.jar' of the class path"))
        .anySatisfy(line -> assertRefused(line, "the JVM option '-Dcolour=gr.+n'"))
        .anySatisfy(line -> assertRefused(line, "the environment variable 'COLOUR'"))
        .contains("a text in a task: 5 characters");
  }

  private static void assertRefused(String line, String what) {
    assertThat(line)
        .matches(
            what
                + " has characters that this JVM cannot pass to another one, because the encoding"
                + " of its locale is US-ASCII: start this program with LC_ALL=C.UTF-8");
  }

  /// Has a locale without umlauts.
  static final class Foreign {
    private Foreign() {}

    public static void main(String[] arguments) throws Exception {
      String own = System.getProperty("java.class.path");
      refused(plan().classPath("/none/grün.jar" + File.pathSeparator + own));
      refused(plan().jvmOptions(List.of("-Dcolour=grün")));
      refused(plan().environment(Map.of("COLOUR", "grün")));
      try (ProcessPool pool = plan().start()) {
        String text = "größe";
        int characters = pool.submit(() -> text.indexOf("e") + 1).get(60, SECONDS);
        System.out.println(
            String.format(Locale.ROOT, "a text in a task: %d characters", characters));
      }
    }

    private static ProcessPoolBuilder plan() {
      return ProcessPool.builder().size(1).jvmOptions(SMALL);
    }

    private static void refused(ProcessPoolBuilder plan) {
      try (ProcessPool _ = plan.start()) {
        System.out.println("not refused");
      } catch (IllegalArgumentException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @Test
  void aTemporaryFolderMayBeTooDeepForSockets() throws Exception {
    StringBuilder expected = new StringBuilder();
    List<String> folders = new ArrayList<>();
    for (int length : List.of(72, 73, 77, 78, 130)) {
      String name = GREEN + "x".repeat(length - temporary.toString().length() - 1 - GREEN.length());
      folders.add(Files.createDirectory(temporary.resolve(name)).toString());
      expected.append("answered\n");
    }
    JvmCommand command = JvmCommand.likeThisOne(Deep.class, folders.toArray(String[]::new));
    assertThat(HostProgram.outputOf(command)).isEqualTo(expected.toString());
    assertThat(folders).allSatisfy(folder -> assertThat(Path.of(folder)).isEmptyDirectory());
  }

  /// Its temporary folders are deep.
  static final class Deep {
    private Deep() {}

    public static void main(String[] folders) throws Exception {
      for (String folder : folders) {
        System.setProperty("java.io.tmpdir", folder);
        try (ProcessPool pool = ProcessPool.builder().size(1).jvmOptions(SMALL).start()) {
          System.out.println(pool.submit(() -> "answered").get(60, SECONDS));
        }
      }
    }
  }
}

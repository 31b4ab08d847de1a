package io.lanemark.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// This library as a module that another one requires.
final class ModularProgramTest {
  private static final String MODULE =
      """
      module program {
        requires io.lanemark.multiprocessing;
      }
      """;

  private static final String MAIN =
      """
      package program;

      import io.lanemark.multiprocessing.Context;
      import io.lanemark.multiprocessing.Pool;

      public final class Main {
        public static void main(String[] arguments) throws Exception {
          String classPath = System.getProperty("jdk.module.path");
          Context context = Context.processes(settings -> settings.classPath(classPath));
          try (Pool pool = context.pool(1)) {
            long pid = pool.apply(() -> ProcessHandle.current().pid());
            boolean elsewhere = pid != ProcessHandle.current().pid();
            System.out.println(Main.class.getModule().getName() + ": elsewhere " + elsewhere);
          }
        }
      }
      """;

  @TempDir Path temporary;

  @Test
  void startsWorkersOnTheClassPathThatItNames() throws Exception {
    Path library = placeOf(Context.class);
    String modules = library + File.pathSeparator + placeOf(NullMarked.class);
    Path classes =
        CompiledSources.compile(
            temporary, List.of("-Xlint:all", "-Werror", "--module-path", modules), MODULE, MAIN);

    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--module-path",
                library + File.pathSeparator + classes,
                "--module",
                "program/program.Main")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output =
        new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(program.waitFor()).as(output).isZero();
    assertThat(output).isEqualTo("program: elsewhere true");
  }

  private static Path placeOf(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}

package io.lanemark.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
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
    Path source = Files.createDirectories(temporary.resolve("source/program"));
    Path classes = temporary.resolve("classes");
    Files.writeString(source.resolveSibling("module-info.java"), MODULE);
    Files.writeString(source.resolve("Main.java"), MAIN);
    Path library = placeOf(Context.class);
    compile(source, classes, library + File.pathSeparator + placeOf(NullMarked.class));

    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--module-path",
                library + File.pathSeparator + classes,
                "--module",
                "program/program.Main")
            .redirectErrorStream(true)
            .start();
    String output =
        new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(program.waitFor()).as(output).isZero();
    assertThat(output).isEqualTo("program: elsewhere true");
  }

  private static void compile(Path source, Path classes, String modulePath) throws Exception {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
      boolean compiled =
          javac
              .getTask(
                  messages,
                  files,
                  null,
                  List.of(
                      "-Xlint:all",
                      "-Werror",
                      "-proc:none",
                      "-d",
                      classes.toString(),
                      "--module-path",
                      modulePath),
                  null,
                  files.getJavaFileObjects(
                      source.resolveSibling("module-info.java"), source.resolve("Main.java")))
              .call();
      assertThat(compiled).as(messages.toString()).isTrue();
    }
  }

  private static Path placeOf(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}

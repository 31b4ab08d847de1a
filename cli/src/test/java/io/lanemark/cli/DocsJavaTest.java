package io.lanemark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.multiprocessing.CompiledSources;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The Java of the documentation compiles as it stands, and programs with the pool run.
final class DocsJavaTest {
  /// Pages whose programs run here, too.
  private static final Set<String> RUN = Set.of("README.md", "pool.md", "python-to-java.md");

  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern PUBLIC_CLASS = Pattern.compile("\npublic class (\\w+)");

  @TempDir Path temporary;

  private static List<Path> pages() throws IOException {
    Path root = Path.of("..");
    List<Path> pages = new ArrayList<>(List.of(root.resolve("README.md")));
    try (Stream<Path> docs = Files.walk(root.resolve("docs"))) {
      docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    return pages;
  }

  private static List<String> blocks(Path page) throws IOException {
    return BLOCK.matcher(Files.readString(page)).results().map(block -> block.group(1)).toList();
  }

  @Test
  void everyBlockCompilesAndTheProgramsRun() throws Exception {
    int programs = 0;
    for (Path page : pages()) {
      for (String block : blocks(page)) {
        Path classes = Files.createTempDirectory(temporary, "classes");
        CompiledSources.compile(classes, block);
        if (RUN.contains(page.getFileName().toString()) && block.contains(" main(")) {
          programs++;
          assertRuns(page, block, classes);
        }
      }
    }
    assertThat(programs).isGreaterThan(5);
  }

  private void assertRuns(Path page, String block, Path classes) throws Exception {
    ProcessBuilder command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classes + File.pathSeparator + System.getProperty("java.class.path"),
                mainClass(block))
            .redirectErrorStream(true);
    command.environment().put("XDG_CACHE_HOME", temporary.toString());
    Process program = command.start();
    String output = new String(program.getInputStream().readAllBytes(), UTF_8);
    assertThat(program.waitFor()).as(page + ": " + output).isZero();
    assertThat(output).as(page.toString()).doesNotContain("Exception");
    if (block.contains("class Squares")) {
      assertThat(output.lines()).contains("called back: 144", "144");
    }
  }

  /// A file without a class is one that has the name of the file.
  private static String mainClass(String block) {
    Matcher type = PUBLIC_CLASS.matcher(block);
    return type.find() ? type.group(1) : "Main";
  }
}

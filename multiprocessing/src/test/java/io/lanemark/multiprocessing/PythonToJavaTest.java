package io.lanemark.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.task.TaskFuture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The Java of `docs/python-to-java.md` is found here, line by line, and compiles and runs.
@Timeout(300)
final class PythonToJavaTest {
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @Test
  void whatThePageShowsIsHere() throws IOException {
    String page = Files.readString(Path.of("../docs/python-to-java.md"));
    String source =
        Files.readString(
            Path.of("src/test/java/io/lanemark/multiprocessing/PythonToJavaTest.java"));
    assertThat(
            JAVA.matcher(page)
                .results()
                .flatMap(block -> block.group(1).lines())
                .map(PythonToJavaTest::withoutSpace))
        .hasSizeGreaterThan(10)
        .allSatisfy(line -> assertThat(withoutSpace(source)).contains(line));
  }

  private static String withoutSpace(String text) {
    return text.replaceAll("\\s", "");
  }

  @Test
  void pool() throws Exception {
    List<Integer> numbers = List.of(1, 2, 3);
    List<String> lines = List.of(" a ", "b ");
    try (Pool pool = Context.processes().pool(4)) {
      List<Integer> squares = pool.map(x -> x * x, numbers);
      List<Double> powers =
          pool.starmap(Math::pow, List.of(Map.entry(2.0, 3.0), Map.entry(3.0, 2.0)));
      TaskFuture<String> result = pool.applyAsync(() -> work(), System.out::println, this::log);
      pool.imap(line -> line.strip(), lines, 100).forEachRemaining(System.out::println);
      assertThat(squares).containsExactly(1, 4, 9);
      assertThat(powers).containsExactly(8.0, 9.0);
      assertThat(result.get()).isEqualTo("worked");
    }
  }

  private static String work() {
    return "worked";
  }

  private void log(Throwable failure) {
    System.err.println(failure);
  }

  @Test
  void child() throws Exception {
    String url = "http://localhost";
    Child child = Context.processes().child(() -> crawl(url)).name("crawler").daemon(true).start();
    child.join(Duration.ofSeconds(10));
    System.out.println(child.pid() + " " + child.exitCode());
    child.join();
    assertThat(child.exitCode()).hasValue(0);
    Child greeter = new Greeter(Context.platformThreads(), "world").start();
    greeter.join();
    assertThat(greeter.exitCode()).hasValue(0);
  }

  private static void crawl(String url) {
    assertThat(url).isNotEmpty();
  }

  @SuppressWarnings("serial")
  static class Greeter extends Child {
    private final String whom;

    Greeter(Context context, String whom) {
      super(context);
      this.whom = whom;
    }

    @Override
    public void run() {
      System.out.println("hello " + whom + " from " + currentName());
    }
  }
}

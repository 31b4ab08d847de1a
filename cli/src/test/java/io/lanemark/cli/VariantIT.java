package io.lanemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.results.ResultsFolder;
import io.lanemark.results.Run.VariantDescription;
import io.lanemark.results.Trial;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs that compare JVMs.
class VariantIT {

  /// Tells by an exception what it runs on: in a fork, or in a worker only.
  private static final String TELLING =
      """
      import io.lanemark.workload.*;
      import java.lang.management.ManagementFactory;
      import java.util.List;

      public class Telling implements WorkloadProvider {
        record Task(boolean inWorkers) implements Workload<Integer> {
          public Integer run(Resources resources) {
            boolean isWorker =
                ProcessHandle.current().info().commandLine().orElse("").contains("WorkerMain");
            if (isWorker == inWorkers) {
              throw new IllegalStateException(
                  ManagementFactory.getGarbageCollectorMXBeans().getFirst().getName());
            }
            return 1;
          }
        }

        public String name() { return "telling"; }
        public WorkloadKind kind() { return WorkloadKind.CPU; }
        public String description() { return "tells what it runs on"; }
        public List<Parameter> parameters() {
          return List.of(new Parameter("inWorkers", "true", "or else in forks"));
        }
        public Workload<?> create(Arguments arguments) {
          return new Task(Boolean.parseBoolean(arguments.text("inWorkers")));
        }
      }
      """;

  @TempDir Path folder;

  @Test
  void forksAndWorkersRunOnTheJvmOfTheirVariant() throws Exception {
    Path jar = UserJar.of(folder, TELLING).write(folder.resolve("telling.jar"));

    assertCollectors(jar, "process", "true");
    assertCollectors(jar, "platform", "false");
  }

  private void assertCollectors(Path jar, String model, String inWorkers) throws Exception {
    Path results = folder.resolve(model);
    Launched run =
        Launched.lanemark(
            "run",
            "--class-path",
            jar.toString(),
            "--param",
            "inWorkers=" + inWorkers,
            "--model",
            model,
            "--in-flight",
            "2",
            "--forks",
            "1",
            "--warmup-limit",
            "500ms",
            "--jvm-args",
            "-XX:+UseParallelGC -Xmx128m",
            "--output",
            results.toString());

    assertThat(run.err()).contains("2 of 2 trials failed").hasLineCount(1);
    ResultsFolder written = ResultsFolder.open(results);
    Map<String, String> reasons =
        written.finishedTrials().stream()
            .collect(
                Collectors.toMap(trial -> trial.planned().trialCase().variant(), Trial::reason));
    assertThat(reasons).containsOnlyKeys("default", "ParallelGC -Xmx128m");
    assertThat(reasons.get("default")).contains("G1 Young Generation");
    assertThat(reasons.get("ParallelGC -Xmx128m")).contains("PS ");
    assertThat(written.run().scope().variants())
        .extracting(VariantDescription::name)
        .containsExactly("default", "ParallelGC -Xmx128m");
  }
}

package io.lanemark.results;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lanemark.results.LatencyLog.Stage;
import io.lanemark.results.Run.ModelDescription;
import io.lanemark.results.Run.VariantDescription;
import io.lanemark.results.Run.WorkloadDescription;
import io.lanemark.results.Trial.State;
import io.lanemark.results.Trial.WarmUp;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.jspecify.annotations.Nullable;

/// A results folder made of numbers that were thought up, always the same: three workloads and a
/// control, four models, three forks; one trial failed, one case cannot run, and some names are out
/// to break the page.
public final class SyntheticRun {

  public static final String HOSTILE =
      "crawl\"'><script>document.title='owned'</script>&amp;{{x}} \u202Eß漢";

  private static final List<String> MODELS = List.of("serial", "process", "platform", "virtual");
  private static final Instant START = Instant.parse("2026-11-21T01:02:03Z");
  private static final int WINDOWS = 3;
  private static final long WINDOW_NANOS = 1_000_000_000L;

  private boolean proportionalMemory = true;
  private int endsAfter = Integer.MAX_VALUE;
  private int forks = 3;
  private boolean ceiling;
  private List<Instant> resumedAt = List.of();
  private @Nullable Long memoryBudgetBytes;
  private double pythonRate = Double.NaN;
  private List<String> variants = List.of();
  private List<String> options = List.of("--profile", "quick", "--output", "it's <b>here</b>");
  private String id = "quick-20261121-010203";

  /// How one model does under one workload.
  private record Behaviour(
      String workload,
      String kind,
      int inFlight,
      String model,
      double rate,
      double scatter,
      String variant) {
    Behaviour(
        String workload, String kind, int inFlight, String model, double rate, double scatter) {
      this(workload, kind, inFlight, model, rate, scatter, Case.DEFAULT_VARIANT);
    }

    Behaviour on(String other, double faster) {
      return new Behaviour(workload, kind, inFlight, model, rate * faster, scatter, other);
    }
  }

  public SyntheticRun id(String name) {
    this.id = name;
    return this;
  }

  /// As on a system that tells nothing but RSS.
  public SyntheticRun withoutProportionalMemory() {
    this.proportionalMemory = false;
    return this;
  }

  /// As when the run was killed.
  public SyntheticRun endingAfter(int trials) {
    this.endsAfter = trials;
    return this;
  }

  /// What the run was started with.
  public SyntheticRun options(String... words) {
    this.options = List.of(words);
    return this;
  }

  /// As where the files were read with nothing done about what was read, in a last trial.
  public SyntheticRun withCeiling() {
    this.ceiling = true;
    return this;
  }

  /// As when the run was stopped and went on, some times.
  public SyntheticRun resumed(int times) {
    this.resumedAt = Collections.nCopies(times, START.plusSeconds(60));
    return this;
  }

  /// As with a memory budget that the processes of one workload are beyond, with two last trials
  /// that searched for W.
  public SyntheticRun withMemoryBudget() {
    this.memoryBudgetBytes = 750L << 20;
    return this;
  }

  /// As where Python hashes too, though none would.
  public SyntheticRun withPython() {
    this.pythonRate = 20;
    return this;
  }

  /// As where there is no Python.
  public SyntheticRun withoutPython() {
    this.pythonRate = 0;
    return this;
  }

  /// On further JVMs, each of them faster by a tenth.
  public SyntheticRun variants(String... names) {
    this.variants = List.of(names);
    return this;
  }

  public SyntheticRun forks(int number) {
    this.forks = number;
    return this;
  }

  /// Writes the folder.
  public Path write(Path root) throws IOException {
    List<Behaviour> behaviours = new ArrayList<>(behaviours());
    List<Behaviour> byDefault = List.copyOf(behaviours);
    double faster = 1;
    for (String variant : variants) {
      faster *= 1.1;
      for (Behaviour each : byDefault) {
        behaviours.add(each.on(variant, faster));
      }
    }
    List<PlannedTrial> plan = new ArrayList<>();
    List<Behaviour> planned = new ArrayList<>();
    for (int fork = 0; fork < forks; fork++) {
      for (Behaviour each : behaviours) {
        plan.add(plan(plan.size(), each, fork, PlannedTrial.Role.MEASURE));
        planned.add(each);
      }
    }
    for (Behaviour each : python()) {
      for (int fork = 0; fork < forks; fork++) {
        plan.add(plan(plan.size(), each, fork, PlannedTrial.Role.MEASURE));
        planned.add(each);
      }
    }
    if (ceiling) {
      Behaviour bare = new Behaviour("read-files", "IO", 64, "platform", 10_300, 0.001);
      plan.add(plan(plan.size(), bare, 0, PlannedTrial.Role.CEILING));
      planned.add(bare);
    }
    if (memoryBudgetBytes != null) {
      for (int workers : new int[] {4, 12}) {
        Behaviour sought = new Behaviour("read-files", "IO", 16, "process", 575 * workers, 0.001);
        plan.add(plan(plan.size(), sought, 0, PlannedTrial.Role.SEARCH, workers));
        planned.add(sought);
      }
    }
    ResultsFolder folder = ResultsFolder.create(root);
    folder.begin(run(plan));
    for (int i = 0; i < Math.min(plan.size(), endsAfter); i++) {
      publish(folder, plan.get(i), planned.get(i), i);
    }
    return root;
  }

  private List<Behaviour> python() {
    return Double.isNaN(pythonRate)
        ? List.of()
        : List.of(python(1, "serial", 1), python(4, "process", 1.8), python(4, "platform", 0.9));
  }

  private Behaviour python(int inFlight, String model, double timesSerial) {
    return new Behaviour(
        "sha256", "CPU", inFlight, model, pythonRate * timesSerial, 0.006, Case.PYTHON);
  }

  private static List<Behaviour> behaviours() {
    List<Behaviour> all = new ArrayList<>();
    double[][] rates = {{2080, 3650, 4010, 4020}, {62, 838, 978, 1256}, {3600, 6900, 9900, 7400}};
    String[] workloads = {"sha256", HOSTILE, "read-files"};
    int[] inFlight = {4, 16, 16};
    for (int w = 0; w < workloads.length; w++) {
      for (int m = 0; m < MODELS.size(); m++) {
        int k = m == 0 ? 1 : inFlight[w];
        double scatter = w == 1 ? 0.02 : 0.006;
        all.add(
            new Behaviour(
                workloads[w], w == 0 ? "CPU" : "IO", k, MODELS.get(m), rates[w][m], scatter));
      }
    }
    all.add(new Behaviour("sleep", "CONTROL", 1000, "process", 0, 0));
    all.add(new Behaviour("sleep", "CONTROL", 1000, "platform", 93_000, 0.01));
    all.add(new Behaviour("sleep", "CONTROL", 1000, "virtual", 97_500, 0.01));
    return all;
  }

  private static PlannedTrial plan(int index, Behaviour each, int fork, PlannedTrial.Role role) {
    boolean runs = each.rate > 0;
    int workers = !runs ? 0 : each.kind.equals("CPU") ? Math.min(2, each.inFlight) : each.inFlight;
    boolean fewer = each.workload.equals("read-files") && each.model.equals("process");
    return plan(index, each, fork, role, fewer ? 12 : workers);
  }

  private static PlannedTrial plan(
      int index, Behaviour each, int fork, PlannedTrial.Role role, int workers) {
    boolean runs = each.rate > 0;
    boolean fewer = each.workload.equals("read-files") && each.model.equals("process");
    TreeMap<String, String> parameters =
        new TreeMap<>(
            Map.of(
                Case.MODEL, each.model,
                Case.WORKLOAD, each.workload,
                Case.ARGUMENTS, arguments(each.workload),
                Case.IN_FLIGHT, Integer.toString(each.inFlight),
                Case.WORKERS, Integer.toString(workers)));
    return new PlannedTrial(
        String.format(Locale.ROOT, "%03d-%s", index, each.model),
        new Case(
            "io.lanemark.benchmarks.suite.IoBoundBenchmark.completeOneSubmitNext",
            "thrpt",
            parameters,
            1,
            each.variant),
        fork,
        role,
        fewer
            ? "12 of 16 workers: half of the available memory holds no more"
            : runs
                ? ""
                : isPython(each)
                    ? "no python3"
                    : "not run: 1000 worker processes do not fit into <b>memory</b>");
  }

  private static boolean isPython(Behaviour each) {
    return each.variant.equals(Case.PYTHON);
  }

  private static String arguments(String workload) {
    return switch (workload) {
      case "sha256" -> "bufferBytes=65536,rounds=4";
      case "read-files" -> "bytes=16384,files=256";
      case "sleep" -> "millis=10";
      default -> "medianMillis=15,note=<img src=x onerror=alert(1)>";
    };
  }

  private void publish(ResultsFolder folder, PlannedTrial planned, Behaviour each, int position)
      throws IOException {
    Path working = folder.beginTrial(planned.id());
    boolean fails =
        each.workload.equals("read-files") && each.model.equals("virtual") && planned.fork() == 1;
    State state = !planned.runs() ? State.NOT_RUN : fails ? State.FAILED : State.DONE;
    List<Iteration> iterations = new ArrayList<>();
    if (state == State.DONE) {
      measure(working, each, planned, position, iterations);
    }
    String reason =
        switch (state) {
          case DONE -> "";
          case FAILED -> "a worker died: pid 4711, exit code 137 <script>alert('reason')</script>";
          case NOT_RUN -> planned.note();
        };
    folder.publish(
        working,
        new Trial(
            Run.SCHEMA_VERSION,
            planned,
            position,
            state,
            reason,
            START.plusSeconds(5L * position),
            4.25,
            state == State.DONE ? new WarmUp(1.2, 4000, position != 5, 0.31) : WarmUp.NONE,
            iterations));
  }

  private void measure(
      Path working, Behaviour each, PlannedTrial planned, int position, List<Iteration> iterations)
      throws IOException {
    Random random = new Random(31L * position + 7);
    double rate = each.rate * Math.exp(random.nextGaussian() * each.scatter);
    try (PrintStream file =
        new PrintStream(
            Files.newOutputStream(working.resolve(LatencyLog.FILE_NAME)), false, UTF_8)) {
      HistogramLogWriter log = new HistogramLogWriter(file);
      log.outputLogFormatVersion();
      log.outputLegend();
      for (int window = 0; window < WINDOWS; window++) {
        long operations = Math.round(rate * Math.exp(random.nextGaussian() * each.scatter));
        for (Stage stage : List.of(Stage.RESIDENCE, Stage.QUEUED, Stage.SERVICE)) {
          log.outputIntervalHistogram(
              window, window + 1.0, times(stage, each, planned, operations, random), 1e6);
        }
        iterations.add(iteration(each, planned, operations, random, position == 7));
      }
    }
  }

  private static Histogram times(
      Stage stage, Behaviour each, PlannedTrial planned, long operations, Random random) {
    Histogram times = new Histogram(LatencyLog.HIGHEST_NANOS, LatencyLog.SIGNIFICANT_DIGITS);
    times.setTag(stage.tag());
    double residence = each.inFlight * 1e9 / each.rate;
    double service = residence * planned.trialCase().workers() / each.inFlight;
    double mean =
        switch (stage) {
          case RESIDENCE -> residence;
          case QUEUED -> Math.max(800, (residence - service) * 0.9);
          case SERVICE -> service * 0.95;
          case CALL -> throw new IllegalArgumentException("a workload has no calls");
        };
    for (long i = 0; i < operations; i++) {
      times.recordValue((long) (mean * Math.exp(random.nextGaussian() * 0.3 - 0.045)));
    }
    return times;
  }

  private Iteration iteration(
      Behaviour each, PlannedTrial planned, long operations, Random random, boolean disagrees) {
    int workers = planned.trialCase().workers();
    boolean processes = each.model.equals("process");
    long mebibyte = 1L << 20;
    long rss = (processes ? 90L + 62L * workers : 104L + workers / 20) * mebibyte;
    long cpu = (long) (operations * (each.kind.equals("CPU") ? 4.6e5 : 1.1e5));
    double little = each.inFlight * (disagrees ? 1.05 : 1 + random.nextGaussian() * 0.002);
    TreeFigures tree =
        new TreeFigures(
            processes ? workers + 1 : 1,
            processes ? 16 * (workers + 1) : 18 + workers,
            new TreeFigures.Memory(
                proportionalMemory ? (Long) (long) (rss * 0.78) : null,
                proportionalMemory ? (Long) (long) (rss * 0.7) : null,
                rss),
            new TreeFigures.Cpu(
                proportionalMemory ? (Long) (long) (cpu * (processes ? 1.2 : 1.0)) : null,
                proportionalMemory ? (Long) (long) (cpu * (processes ? 0.3 : 0.08)) : null,
                proportionalMemory ? (Long) (operations * (processes ? 4 : 2)) : null,
                proportionalMemory ? (Long) (operations / 50) : null),
            each.kind.equals("IO") && proportionalMemory ? (Long) (cpu / 3) : null,
            new TreeFigures.Interference(null, proportionalMemory ? (Long) 1_000_000L : null));
    return Iteration.ofLoad(operations, WINDOW_NANOS, (long) (little * WINDOW_NANOS), tree);
  }

  private List<VariantDescription> variantDescriptions() {
    List<VariantDescription> all = new ArrayList<>();
    if (!variants.isEmpty()) {
      all.add(new VariantDescription(Case.DEFAULT_VARIANT, "Java 25"));
      variants.forEach(name -> all.add(new VariantDescription(name, "Java 25 with " + name)));
    }
    if (!Double.isNaN(pythonRate)) {
      all.add(
          new VariantDescription(
              Case.PYTHON, pythonRate > 0 ? "CPython 3.11.7, with a lock" : "no python3"));
    }
    return all;
  }

  private Environment environment() {
    return new Environment(
        new Environment.Machine(
            "Debian GNU/Linux 12",
            "6.1.0-28-amd64",
            "amd64",
            "AMD EPYC 7763 64-Core Processor",
            2,
            8L << 30,
            6L << 30),
        new Environment.Limits(proportionalMemory ? "v2" : null, null, null),
        new Environment.TimingInfluences(
            null, "virtual machine", proportionalMemory ? 50_000L : null),
        proportionalMemory,
        new Environment.Jvm(
            "/opt/jdk-25",
            "25.0.3+9-LTS",
            "Eclipse Adoptium",
            "OpenJDK 64-Bit Server VM",
            List.of(
                "-Xms256m",
                "-Xmx256m",
                "-XX:-UseDynamicNumberOfGCThreads",
                "-XX:-UseDynamicNumberOfCompilerThreads")));
  }

  private Run run(List<PlannedTrial> plan) {
    return new Run(
        Run.SCHEMA_VERSION,
        id,
        new Run.Times(START, resumedAt),
        new Run.Request(
            Stream.concat(Stream.of("scripts/lanemark", "run"), options.stream()).toList(),
            "quick",
            42,
            forks),
        environment(),
        new Run.Source("bd7fafc1b0c5e2a4", null),
        new Run.Scope(
            variantDescriptions(),
            memoryBudgetBytes,
            List.of(
                new ModelDescription("serial", "one task after the other in the calling thread"),
                new ModelDescription("process", "worker processes, one task each"),
                new ModelDescription("platform", "platform threads"),
                new ModelDescription("virtual", "a virtual thread for each task")),
            List.of(
                new WorkloadDescription(
                    "sha256", "CPU", "hashes a buffer again and again", arguments("sha256")),
                new WorkloadDescription(
                    HOSTILE, "IO", "GETs pages from a backend over HTTP", arguments(HOSTILE)),
                new WorkloadDescription(
                    "read-files", "IO", "reads files of the page cache", arguments("read-files")),
                new WorkloadDescription("sleep", "CONTROL", "sleeps", arguments("sleep")))),
        plan);
  }
}

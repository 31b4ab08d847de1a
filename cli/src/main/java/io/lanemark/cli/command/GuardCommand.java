package io.lanemark.cli.command;

import io.lanemark.cli.host.HostSupervisor;
import io.lanemark.cli.host.MeasuringHost;
import io.lanemark.cli.option.AbOptions;
import io.lanemark.environment.CodeHash;
import io.lanemark.environment.JavaProgram;
import io.lanemark.exit.CommandException;
import io.lanemark.exit.ErrorLine;
import io.lanemark.exit.ExitCode;
import io.lanemark.files.LockFile;
import io.lanemark.guard.ab.AbFolder;
import io.lanemark.guard.ab.AbMeasurement;
import io.lanemark.guard.ab.AbRequest;
import io.lanemark.guard.ab.AbResult;
import io.lanemark.guard.ab.Subject;
import io.lanemark.guard.ab.Unmeasured;
import io.lanemark.guard.checkout.Build;
import io.lanemark.guard.checkout.BuiltSides;
import io.lanemark.guard.checkout.GitCheckout;
import io.lanemark.guard.checkout.JarPattern;
import io.lanemark.guard.export.AbConclusion;
import io.lanemark.guard.export.GithubJob;
import io.lanemark.guard.export.GithubJob.PullRequest;
import io.lanemark.guard.export.GithubReport;
import io.lanemark.guard.export.MarkdownVerdicts;
import io.lanemark.guard.export.PullRequestComment;
import io.lanemark.guard.regression.Comparison;
import io.lanemark.guard.regression.ComparisonSettings;
import io.lanemark.run.StoppedRun;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `lanemark guard`: an A/B run of a checkout against its merge base.
@Command(
    name = "guard",
    header = "Build this checkout and its merge base, and compare both.",
    customSynopsis = {
      "lanemark guard [OPTIONS] [-- JMH OPTIONS]",
      "       lanemark guard --resume=DIR"
    },
    description =
        "Builds the benchmark jars of this checkout and of its last commit in common with the base,"
            + " and compares them as 'ab' does. In a GitHub job it also writes annotations, the job"
            + " summary, and one comment on the pull request, which each run updates.",
    mixinStandardHelpOptions = true,
    exitCodeList = {
      "0:no regression",
      "1:a regression, or an accepted change has expired",
      "2:with --strict: a case is inconclusive or only in the base, or nothing could be compared",
      "3:no regression shown, but a build or trials failed; with --strict also: the machine changed"
          + " too much",
      "64:wrong usage",
      "65:the run cannot be resumed, or the accepted changes cannot be read",
      "69:another JMH run uses the machine",
      "73:an output cannot be written"
    },
    footer = {
      "  scripts/lanemark guard --base origin/main",
      "  scripts/lanemark guard --build './gradlew --no-daemon jmhJar' \\",
      "      --jar 'build/libs/*-jmh.jar' --budget 30m",
      "  scripts/lanemark guard --base main --include Parser --margin 5%% \\",
      "      -- -wi 3 -i 5 -w 1s -r 1s",
      "  scripts/lanemark guard --resume ab/20260101-120000"
    })
public final class GuardCommand implements Callable<Integer> {

  private static final int SHORT_COMMIT = 10;

  @Spec private CommandSpec spec;

  @Option(
      names = "--build",
      paramLabel = "COMMAND",
      defaultValue = "mvn -q -DskipTests package",
      description =
          "Shell command that builds the jar. It runs in this folder, and in the same folder of the"
              + " base. Default: ${DEFAULT-VALUE}.")
  private String build;

  @Option(
      names = "--jar",
      paramLabel = "GLOB",
      defaultValue = "target/benchmarks.jar",
      description =
          "The jar that the build writes, for example '**/target/*-jmh.jar'. If several jars match,"
              + " the one that the build just wrote is used. Default: ${DEFAULT-VALUE}.")
  private String jar;

  @Option(
      names = "--base",
      paramLabel = "COMMIT",
      description =
          "Commit, branch or tag to compare with; the last commit in common with it is measured."
              + " Default: the target branch of the pull request.")
  private @Nullable String base;

  @Option(
      names = "--java",
      paramLabel = "PATH",
      description =
          "JDK folder or java program that builds and runs the benchmarks. Default: JAVA_HOME, or"
              + " the java that runs lanemark.")
  private @Nullable Path java;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "guard",
      description =
          "Distinguish the comments of several guards of one pull request. Default:"
              + " ${DEFAULT-VALUE}.")
  private String name;

  @Mixin private AbOptions ab;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description =
          "Resume the stopped run in DIR; takes no other options. Builds both sides again; refused"
              + " if their code, the java or the machine has changed.")
  private @Nullable Path resume;

  private @Nullable AbFolder stopped;

  @Override
  public Integer call() throws InterruptedException {
    GuardCommand original = resume == null ? this : originalOf(AbFolder.open(resume));
    JarPattern pattern = original.check();
    if (!MeasuringHost.isThisProcess()) {
      return HostSupervisor.run(spec);
    }
    try (LockFile machine = MeasuringHost.lockMachine()) {
      return original.guard(pattern, machine).number();
    } catch (IllegalArgumentException e) {
      throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }

  /// The command that started a run, which now resumes it and prints where this command prints.
  private GuardCommand originalOf(AbFolder run) {
    RecordedCommand.refuseOtherOptions("--resume", spec);
    GuardCommand original = new GuardCommand();
    try {
      RecordedCommand.parse(run.plan().start().command(), "guard", original);
    } catch (IllegalArgumentException e) {
      throw new StoppedRun<>(run).refused(String.valueOf(e.getMessage()));
    }
    original.stopped = run;
    original.spec.commandLine().setOut(spec.commandLine().getOut());
    original.spec.commandLine().setErr(spec.commandLine().getErr());
    return original;
  }

  /// Refuses invalid options before a process is started.
  private JarPattern check() {
    ab.check(List.of());
    if (build.isBlank()) {
      throw new ParameterException(
          spec.commandLine(),
          "--build is empty: give the command that builds the jar, for example 'mvn -q package'");
    }
    try {
      PullRequestComment.requireName(name);
      return JarPattern.of(jar);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private ExitCode guard(JarPattern pattern, LockFile machine) throws InterruptedException {
    GithubJob job = GithubJob.ofThisProcess();
    Optional<PullRequest> request = job.pullRequest();
    GitCheckout checkout = new GitCheckout(Path.of(""));
    String head = checkout.head();
    // An unusable java is refused before anything is built.
    JavaProgram.of(javaPath());
    String common = baseCommit(checkout, request);
    String commits = "%s → %s".formatted(abbreviated(common), abbreviated(head));
    out().println("Guard: " + commits);
    out().flush();
    GithubReport report = new GithubReport(job, request, name, commits, this::warn);
    try {
      return buildAndCompare(report, checkout, common, pattern, machine);
    } catch (CommandException | IllegalArgumentException e) {
      report.publish("### Not measured%n%n```%n%s%n```%n".formatted(e.getMessage()));
      throw e;
    }
  }

  /// The last commit in common with the base. In a pull request, GitHub checks out a merge with the
  /// target branch, which may be newer than the base commit that the event names.
  private String baseCommit(GitCheckout checkout, Optional<PullRequest> request)
      throws InterruptedException {
    if (base != null) {
      return checkout.mergeBase(base);
    }
    PullRequest pull =
        request.orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--base is missing: outside a pull request, name the commit to compare with,"
                        + " for example --base origin/main"));
    Optional<String> mergedInto = checkout.mergedInto(pull.head());
    return mergedInto.isPresent() ? mergedInto.get() : checkout.mergeBase(pull.base());
  }

  private ExitCode buildAndCompare(
      GithubReport report,
      GitCheckout checkout,
      String common,
      JarPattern pattern,
      LockFile machine)
      throws InterruptedException {
    Build builds = new Build(build, javaPath(), pattern, err(), this::warn);
    String baseName = "the base " + abbreviated(common);
    BuiltSides sides =
        BuiltSides.build(builds, checkout, common, baseName, temporary().resolve("base"));
    try {
      ComparisonSettings settings = ab.comparison().settings();
      if (sides.base().isEmpty()) {
        List<Subject> benchmarks = selectedBenchmarks(sides);
        return publish(report, baseName, Unmeasured.withoutBase(settings, benchmarks));
      }
      if (CodeHash.of(sides.base().get()).equals(CodeHash.of(sides.candidate()))) {
        selectedBenchmarks(sides);
        return publish(report, baseName, Unmeasured.sameCode(settings));
      }
      return measure(report, sides.base().get(), sides.candidate(), machine);
    } finally {
      sides.worktree().delete(this::warn);
    }
  }

  /// Also refuses a jar without benchmarks, and filters that select none.
  private List<Subject> selectedBenchmarks(BuiltSides sides) throws InterruptedException {
    return ab.selectedBenchmarks(sides.candidate(), Optional.of(javaPath()));
  }

  private ExitCode publish(GithubReport report, String baseName, Comparison unmeasured)
      throws InterruptedException {
    Comparison all = ab.publish(baseName, BuiltSides.CANDIDATE, unmeasured, spec);
    report.publish(MarkdownVerdicts.of(all));
    return ab.exitCode(all);
  }

  private ExitCode measure(GithubReport report, Path before, Path candidate, LockFile machine)
      throws InterruptedException {
    Optional<Path> runs = Optional.of(javaPath());
    AbRequest request =
        ab.request(
            RecordedCommand.ofThisProcess(spec),
            new AbRequest.Program(before, runs),
            new AbRequest.Program(candidate, runs));
    AbMeasurement measurement =
        new AbMeasurement(
            request,
            () -> machine,
            ab.progressTerminal(spec),
            folder ->
                MeasuringHost.resumeHint()
                    .leave(PastableCommand.resuming("guard", folder).toString()));
    Path root = stopped == null ? ab.outputFolder() : stopped.root();
    AbResult result = stopped == null ? measurement.begin(root) : measurement.resume(stopped);
    Comparison compared = ab.publishResult(result, root, spec);
    if (!ab.printsAnnotations()) {
      report.annotate(compared, out());
    }
    report.publish(
        "%s%n%s%n".formatted(MarkdownVerdicts.of(compared), AbConclusion.of(result).strip()));
    MeasuringHost.resumeHint().withdraw();
    return ab.exitCode(result, compared);
  }

  /// The java of the measured project, which may be older than the one that runs this process.
  private Path javaPath() {
    if (java != null) {
      return java;
    }
    String home = System.getenv("JAVA_HOME");
    return Path.of(home == null || home.isBlank() ? System.getProperty("java.home") : home);
  }

  private static Path temporary() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  private static String abbreviated(String commit) {
    return commit.substring(0, Math.min(SHORT_COMMIT, commit.length()));
  }

  private PrintWriter out() {
    return ab.progress(spec);
  }

  private void warn(String text) {
    ErrorLine.print(err(), text);
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}

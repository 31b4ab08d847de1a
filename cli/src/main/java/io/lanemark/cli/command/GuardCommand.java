package io.lanemark.cli.command;

import io.lanemark.cli.host.HostSupervisor;
import io.lanemark.cli.host.MeasuringHost;
import io.lanemark.cli.option.AbOptions;
import io.lanemark.cli.option.RecordedCommand;
import io.lanemark.environment.CodeHash;
import io.lanemark.environment.JavaProgram;
import io.lanemark.exit.CommandException;
import io.lanemark.exit.ErrorLine;
import io.lanemark.exit.ExitCode;
import io.lanemark.files.LockFile;
import io.lanemark.files.Reason;
import io.lanemark.guard.ab.AbMeasurement;
import io.lanemark.guard.ab.AbRequest;
import io.lanemark.guard.ab.AbResult;
import io.lanemark.guard.ab.Subject;
import io.lanemark.guard.ab.Unmeasured;
import io.lanemark.guard.checkout.Build;
import io.lanemark.guard.checkout.Build.Built;
import io.lanemark.guard.checkout.GitCheckout;
import io.lanemark.guard.checkout.JarPattern;
import io.lanemark.guard.checkout.Worktree;
import io.lanemark.guard.export.AbConclusion;
import io.lanemark.guard.export.GithubJob;
import io.lanemark.guard.export.GithubJob.PullRequest;
import io.lanemark.guard.export.GithubReport;
import io.lanemark.guard.export.MarkdownVerdicts;
import io.lanemark.guard.export.PullRequestComment;
import io.lanemark.guard.regression.Comparison;
import io.lanemark.guard.regression.ComparisonSettings;
import java.io.IOException;
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

/// `lanemark guard`: A/B of a checkout against the commit that it left its base at.
@Command(
    name = "guard",
    description =
        "Builds the benchmark jars of this checkout and of the commit where it left its base, and"
            + " compares them as 'ab' does. In a job of GitHub it also writes the summary of the"
            + " job, annotations, and one comment on the pull request, which it replaces each"
            + " time.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:no regression",
      "1:at least one regression, or an accepted change that has expired",
      "2:with --strict: at least one case is inconclusive, or only in the base",
      "3:no regression shown, but a build or trials failed",
      "64:wrong usage",
      "65:accepted changes that cannot be read",
      "69:another JMH run on the machine",
      "73:an output that cannot be written"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  scripts/lanemark guard --base origin/main",
      "  scripts/lanemark guard --build './gradlew --no-daemon jmhJar' --jar 'build/libs/*-jmh.jar'"
          + " --budget 30m",
      "  scripts/lanemark guard --include Parser --margin 5%% -- -wi 3 -i 5 -w 1s -r 1s"
    })
public final class GuardCommand implements Callable<Integer> {

  private static final int SHORT_COMMIT = 10;

  @Spec private CommandSpec spec;

  @Option(
      names = "--build",
      paramLabel = "COMMAND",
      defaultValue = "mvn -q -DskipTests package",
      description =
          "What builds the jar, for a shell; runs in this folder, and in the same one of the base."
              + " Default: ${DEFAULT-VALUE}.")
  private String build;

  @Option(
      names = "--jar",
      paramLabel = "GLOB",
      defaultValue = "target/benchmarks.jar",
      description =
          "The jar that the build leaves, such as '**/target/*-jmh.jar'. Default:"
              + " ${DEFAULT-VALUE}.")
  private String jar;

  @Option(
      names = "--base",
      paramLabel = "COMMIT",
      description =
          "Commit, branch or tag; measured is the last commit in common with it. Default: what the"
              + " pull request is to be merged into.")
  private @Nullable String base;

  @Option(
      names = "--java",
      paramLabel = "PATH",
      description =
          "The JDK, or its java, that builds and that runs the benchmarks. Default: JAVA_HOME, or"
              + " else what runs this.")
  private @Nullable Path java;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "guard",
      description =
          "Tells the comments of several guards of one pull request apart. Default:"
              + " ${DEFAULT-VALUE}.")
  private String name;

  @Mixin private AbOptions ab;

  @Override
  public Integer call() throws InterruptedException {
    JarPattern pattern = check();
    if (!MeasuringHost.isThisProcess()) {
      return HostSupervisor.run(spec);
    }
    try (LockFile machine = MeasuringHost.lockMachine()) {
      return guard(pattern, machine).number();
    } catch (IllegalArgumentException e) {
      throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.CANNOT_CREATE, Reason.of(temporary(), "the base cannot be put there", e));
    }
  }

  /// Refuses what can be told to be wrong without starting anything.
  private JarPattern check() {
    ab.check();
    if (build.isBlank()) {
      throw new ParameterException(
          spec.commandLine(), "--build is empty: what builds the jar, such as 'mvn -q package'");
    }
    try {
      PullRequestComment.requireName(name);
      return JarPattern.of(jar);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private ExitCode guard(JarPattern pattern, LockFile machine)
      throws IOException, InterruptedException {
    GithubJob job = GithubJob.ofThisProcess();
    Optional<PullRequest> request = job.pullRequest();
    GitCheckout checkout = new GitCheckout(Path.of(""));
    String head = checkout.head();
    // Refused before anything is built.
    JavaProgram.of(javaPath());
    String common = left(checkout, request);
    String sides = "%s → %s".formatted(abbreviated(common), abbreviated(head));
    out().println("Guard: " + sides);
    out().flush();
    GithubReport report = new GithubReport(job, request, name, sides, this::warn);
    try {
      return compare(report, checkout, common, pattern, machine);
    } catch (CommandException | IllegalArgumentException e) {
      report.publish("### Not measured%n%n```%n%s%n```%n".formatted(e.getMessage()));
      throw e;
    }
  }

  private ExitCode compare(
      GithubReport report,
      GitCheckout checkout,
      String common,
      JarPattern pattern,
      LockFile machine)
      throws IOException, InterruptedException {
    Build builds = new Build(build, javaPath(), pattern, err(), this::warn);
    Built candidate =
        builds
            .run(Path.of("").toAbsolutePath(), "this checkout")
            .orElseThrow(() -> new IllegalArgumentException(missingJar()));
    Worktree worktree = checkout.worktree(temporary().resolve("base"), common);
    try {
      String left = "the base " + abbreviated(common);
      Optional<Path> before =
          builds.run(worktree.folder().resolve(checkout.prefix()), left).map(Built::path);
      if (before.isEmpty() && !candidate.isNew()) {
        throw new IllegalArgumentException(notMade());
      }
      if (before.isPresent() && !isSameCode(before.get(), candidate.path())) {
        return measure(report, before.get(), candidate.path(), machine);
      }
      List<Subject> benchmarks = ab.benchmarks(candidate.path(), Optional.of(javaPath()));
      ComparisonSettings settings = ab.comparison().settings();
      Comparison unmeasured =
          before.isPresent()
              ? Unmeasured.sameCode(settings)
              : Unmeasured.withoutBase(settings, benchmarks);
      Comparison all = ab.publish(left, "this checkout", unmeasured, spec);
      report.publish(MarkdownVerdicts.of(all));
      return ab.exitCode(all);
    } finally {
      worktree.delete();
    }
  }

  /// Where this checkout left its base. The event of a pull request names a base that may be older
  /// than the one that GitHub has merged it into for the job.
  private String left(GitCheckout checkout, Optional<PullRequest> request)
      throws InterruptedException {
    if (base == null && request.isPresent()) {
      Optional<String> mergedInto = checkout.mergedInto(request.get().head());
      if (mergedInto.isPresent()) {
        return mergedInto.get();
      }
    }
    return checkout.mergeBase(reference(request));
  }

  private String reference(Optional<PullRequest> request) {
    if (base != null) {
      return base;
    }
    return request
        .map(PullRequest::base)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--base is missing: outside of a pull request it says what to compare with,"
                        + " such as --base origin/main"));
  }

  private String missingJar() {
    return "no file matches --jar '%s' after the build of this checkout".formatted(jar);
  }

  private String notMade() {
    return ("--build '%s' does not make --jar '%s': it left the one of this checkout as it was, and"
            + " there is none of the base")
        .formatted(build, jar);
  }

  private static boolean isSameCode(Path before, Path now) {
    return CodeHash.of(before).equals(CodeHash.of(now));
  }

  private ExitCode measure(GithubReport report, Path before, Path candidate, LockFile machine)
      throws InterruptedException {
    Optional<Path> runs = Optional.of(javaPath());
    AbRequest request = ab.request(RecordedCommand.words(spec), before, candidate, runs, runs);
    Path root = ab.root();
    AbResult result = new AbMeasurement(request, () -> machine, ab.terminal(spec)).begin(root);
    Comparison compared = ab.conclude(result, root, spec);
    if (!ab.printsAnnotations()) {
      report.annotate(compared, out());
    }
    report.publish(
        "%s%n%s%n".formatted(MarkdownVerdicts.of(compared), AbConclusion.of(result).strip()));
    return ab.exitCode(result, compared);
  }

  /// What was set up for the project, and not what Lanemark runs on.
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
    return ab.lines(spec);
  }

  private void warn(String text) {
    ErrorLine.print(err(), text);
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}

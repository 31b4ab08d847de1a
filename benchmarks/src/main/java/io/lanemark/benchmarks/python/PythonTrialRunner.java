package io.lanemark.benchmarks.python;

import io.lanemark.benchmarks.backend.RunBackends;
import io.lanemark.benchmarks.operation.Operation;
import io.lanemark.benchmarks.operation.Operations;
import io.lanemark.benchmarks.plan.Profile;
import io.lanemark.benchmarks.workload.Digest;
import io.lanemark.load.TaskJvm;
import io.lanemark.measure.ForeignWindow;
import io.lanemark.measure.LatencyLogWriter;
import io.lanemark.measure.LatencyRecorder;
import io.lanemark.registry.Registry;
import io.lanemark.results.Case;
import io.lanemark.results.Iteration;
import io.lanemark.results.LatencyLog;
import io.lanemark.results.PlannedTrial;
import io.lanemark.results.Trial;
import io.lanemark.run.StageLimit;
import io.lanemark.run.TrialFailedException;
import io.lanemark.run.TrialRunner;
import io.lanemark.text.DurationText;
import io.lanemark.workload.Arguments;
import io.lanemark.workload.Parameter;
import io.lanemark.workload.Workload;
import io.lanemark.workload.WorkloadProvider;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/// Runs trials in Python: the same closed loop, in a new interpreter for each trial.
///
/// The work is first done once in this JVM, and the peer compares every result with the result of
/// that. Only the peer checks the results of operations. The peer keeps the times of every task;
/// histograms, memory and processor time are taken here, as for every other trial.
public final class PythonTrialRunner implements TrialRunner {

  private static final Duration START_AND_END = Duration.ofSeconds(1);
  private static final Duration WARM_UP = Duration.ofSeconds(1);
  private static final String SETTLING = "a pause between windows";
  private static final Duration BETWEEN_ITERATIONS = Duration.ofMillis(150);

  private final Profile.Timing timing;
  private final StageLimit limit;
  private final Interpreter python;
  private final Registry<WorkloadProvider> workloads;
  private final RunBackends backends;

  /// A runner for the trials of one run.
  ///
  /// @param timing the course of each trial
  /// @param limit how long each stage of a trial may take
  /// @param python the interpreter, which is not absent
  /// @param workloads all workloads
  /// @param backends what the workloads talk to
  public PythonTrialRunner(
      Profile.Timing timing,
      StageLimit limit,
      Interpreter python,
      Registry<WorkloadProvider> workloads,
      RunBackends backends) {
    this.timing = timing;
    this.limit = limit;
    this.python = python;
    this.workloads = workloads;
    this.backends = backends;
  }

  @Override
  public Duration estimate() {
    return START_AND_END
        .plus(WARM_UP)
        .plus(timing.iterationTime().plus(BETWEEN_ITERATIONS).multipliedBy(timing.iterations()));
  }

  @Override
  public Score run(PlannedTrial planned, Path folder)
      throws TrialFailedException, InterruptedException {
    Case measured = planned.trialCase();
    Optional<Operation> operation = Operations.find(measured.workload());
    PythonRequest request;
    List<Long> backendPids;
    if (operation.isPresent()) {
      request = request(measured, operation.get().arguments(), List.of());
      backendPids = List.of();
    } else {
      WorkloadProvider provider = workloads.named(measured.workload());
      request = request(measured, provider);
      backendPids = backends.pids(provider.backends());
    }
    try (PythonProcess peer = PythonProcess.start(python, folder, request, limit)) {
      return measure(peer, folder, backendPids);
    } catch (IOException e) {
      throw new TrialFailedException("Lanemark and Python cannot communicate: " + e.getMessage());
    }
  }

  private PythonRequest request(Case measured, WorkloadProvider provider)
      throws TrialFailedException, InterruptedException {
    Arguments arguments = Arguments.parse(provider.parameters(), measured.arguments());
    return request(
        measured,
        provider.parameters().stream()
            .collect(Collectors.toMap(Parameter::name, each -> arguments.text(each.name()))),
        expected(provider, arguments));
  }

  private PythonRequest request(Case measured, Map<String, String> arguments, List<Long> expected) {
    return new PythonRequest(
        measured.workload(),
        arguments,
        backends.addresses(),
        measured.model(),
        measured.inFlight(),
        measured.workers(),
        expected,
        timing.warmUpLimit().toNanos(),
        timing.iterationTime().toNanos());
  }

  private List<Long> expected(WorkloadProvider provider, Arguments arguments)
      throws TrialFailedException, InterruptedException {
    try {
      if (inJava(provider.create(arguments)) instanceof Digest digest) {
        return List.of(digest.amount(), digest.checksum());
      }
    } catch (ExecutionException e) {
      throw new TrialFailedException(
          "the workload '%s' in Java %s"
              .formatted(
                  provider.name(), Objects.requireNonNullElse(e.getCause(), e).getMessage()));
    } catch (TimeoutException e) {
      throw new TrialFailedException(
          "the workload '%s' in Java took longer than its limit of %s"
              .formatted(provider.name(), DurationText.of(limit.of(Duration.ZERO))));
    }
    throw new TrialFailedException(
        "the workload '%s' must return a %s, which Python can compare"
            .formatted(provider.name(), Digest.class.getSimpleName()));
  }

  /// In a thread of its own, which is left behind if it does not end.
  private Serializable inJava(Workload<?> workload)
      throws ExecutionException, InterruptedException, TimeoutException {
    TaskJvm thisJvm = new TaskJvm(1, backends.addresses());
    FutureTask<Serializable> task = new FutureTask<>(() -> thisJvm.runInCaller(workload));
    Thread.ofPlatform().daemon().name("work-for-python").start(task);
    try {
      return task.get(limit.of(Duration.ZERO).toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      task.cancel(true);
    }
  }

  private Score measure(PythonProcess peer, Path folder, List<Long> backendPids)
      throws TrialFailedException, InterruptedException, IOException {
    LatencyRecorder recorder = new LatencyRecorder();
    List<Iteration> iterations = new ArrayList<>();
    Trial.WarmUp warmUp =
        peer.listen("the warm-up", timing.warmUpLimit(), "warm", Trial.WarmUp.class);
    try (LatencyLogWriter log = new LatencyLogWriter(folder.resolve(LatencyLog.FILE_NAME))) {
      while (iterations.size() < timing.iterations()) {
        peer.listen(SETTLING, Duration.ZERO, "settled");
        ForeignWindow tree = ForeignWindow.begin(peer.pid(), backendPids);
        Instant beganAt = Instant.now();
        peer.say("window");
        PythonWindow window =
            peer.listen(
                "window " + Integer.toString(iterations.size() + 1),
                timing.iterationTime(),
                "window",
                PythonWindow.class);
        Instant endedAt = Instant.now();
        iterations.add(window.record(recorder, tree.end()));
        log.append(recorder, beganAt, endedAt);
      }
    }
    peer.listen(SETTLING, Duration.ZERO, "settled");
    peer.end();
    return new Score(warmUp, iterations);
  }
}

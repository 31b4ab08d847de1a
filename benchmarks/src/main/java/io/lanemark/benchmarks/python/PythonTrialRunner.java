package io.lanemark.benchmarks.python;

import io.lanemark.benchmarks.backend.RunBackends;
import io.lanemark.benchmarks.operation.Operation;
import io.lanemark.benchmarks.operation.Operations;
import io.lanemark.benchmarks.plan.Profile;
import io.lanemark.benchmarks.workload.Digest;
import io.lanemark.load.TaskJvm;
import io.lanemark.load.WorkloadException;
import io.lanemark.measure.ForeignWindow;
import io.lanemark.measure.LatencyLogWriter;
import io.lanemark.measure.LatencyRecorder;
import io.lanemark.registry.Registry;
import io.lanemark.results.Case;
import io.lanemark.results.Iteration;
import io.lanemark.results.LatencyLog;
import io.lanemark.results.PlannedTrial;
import io.lanemark.results.Trial;
import io.lanemark.run.TrialFailedException;
import io.lanemark.run.TrialRunner;
import io.lanemark.workload.Arguments;
import io.lanemark.workload.Parameter;
import io.lanemark.workload.WorkloadProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Runs trials in Python: the same closed loop, in a new interpreter for each trial.
///
/// The work is first done once in this JVM, and the peer compares every result with the result of
/// that. Only the peer checks the results of operations. The peer keeps the times of every task;
/// histograms, memory and processor time are taken here, as for every other trial.
public final class PythonTrialRunner implements TrialRunner {

  private static final Duration START_AND_END = Duration.ofSeconds(1);
  private static final Duration WARM_UP = Duration.ofSeconds(1);
  private static final Duration BETWEEN_ITERATIONS = Duration.ofMillis(150);

  private final Profile.Timing timing;
  private final Interpreter python;
  private final Registry<WorkloadProvider> workloads;
  private final RunBackends backends;

  /// A runner for the trials of one run.
  ///
  /// @param timing the course of each trial
  /// @param python the interpreter, which is not absent
  /// @param workloads all workloads
  /// @param backends what the workloads talk to
  public PythonTrialRunner(
      Profile.Timing timing,
      Interpreter python,
      Registry<WorkloadProvider> workloads,
      RunBackends backends) {
    this.timing = timing;
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
    try (PythonProcess peer = PythonProcess.start(python, folder, request)) {
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
      TaskJvm thisJvm = new TaskJvm(1, backends.addresses());
      if (thisJvm.runInCaller(provider.create(arguments)) instanceof Digest digest) {
        return List.of(digest.amount(), digest.checksum());
      }
    } catch (WorkloadException e) {
      throw new TrialFailedException(
          "the workload '%s' in Java %s".formatted(provider.name(), e.getMessage()));
    }
    throw new TrialFailedException(
        "the workload '%s' must return a %s, which Python can compare"
            .formatted(provider.name(), Digest.class.getSimpleName()));
  }

  private Score measure(PythonProcess peer, Path folder, List<Long> backendPids)
      throws TrialFailedException, InterruptedException, IOException {
    LatencyRecorder recorder = new LatencyRecorder();
    List<Iteration> iterations = new ArrayList<>();
    Trial.WarmUp warmUp = peer.listen("warm", Trial.WarmUp.class);
    try (LatencyLogWriter log = new LatencyLogWriter(folder.resolve(LatencyLog.FILE_NAME))) {
      while (iterations.size() < timing.iterations()) {
        peer.listen("settled");
        ForeignWindow tree = ForeignWindow.begin(peer.pid(), backendPids);
        Instant beganAt = Instant.now();
        peer.say("window");
        PythonWindow window = peer.listen("window", PythonWindow.class);
        Instant endedAt = Instant.now();
        iterations.add(window.record(recorder, tree.end()));
        log.append(recorder, beganAt, endedAt);
      }
    }
    peer.listen("settled");
    peer.end();
    return new Score(warmUp, iterations);
  }
}

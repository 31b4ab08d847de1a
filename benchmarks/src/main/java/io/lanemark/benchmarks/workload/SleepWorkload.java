package io.lanemark.benchmarks.workload;

import io.lanemark.workload.Arguments;
import io.lanemark.workload.Parameter;
import io.lanemark.workload.Resources;
import io.lanemark.workload.Workload;
import io.lanemark.workload.WorkloadKind;
import io.lanemark.workload.WorkloadProvider;
import java.util.List;

/// Sleeps. A control: it shows how many tasks can wait at once in a model, and the quality of its
/// timers. It shows nothing about I/O.
///
/// @param millis how long, in milliseconds; from 0 to 60 000
public record SleepWorkload(int millis) implements Workload<Digest> {

  private static final Range MILLIS = new Range(0, 60_000);

  /// Refuses what is out of range.
  public SleepWorkload {
    MILLIS.check("millis", millis);
  }

  @Override
  public Digest run(Resources resources) throws InterruptedException {
    Thread.sleep(millis);
    return new Digest(0, millis);
  }

  /// Makes it from parameters.
  public static final class Provider implements WorkloadProvider {

    /// For the service loader.
    public Provider() {}

    @Override
    public String name() {
      return "sleep";
    }

    @Override
    public WorkloadKind kind() {
      return WorkloadKind.CONTROL;
    }

    @Override
    public String description() {
      return "control, not I/O: Thread.sleep measures the number of workers and the timers,"
          + " nothing else";
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(new Parameter("millis", "10", "how long a task sleeps, milliseconds"));
    }

    @Override
    public SleepWorkload create(Arguments arguments) {
      return new SleepWorkload(arguments.wholeNumber("millis", 0));
    }
  }
}

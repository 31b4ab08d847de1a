package io.lanemark.process.ipc;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.nio.ByteBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZJ_Result;

/// A worker begins tasks of a page while its parent takes them back. Which of the two writes its
/// mark first is not said; not both may have a task.
public final class ProgressPageStress {
  /// As far as the parent's and the worker's marks reach, on a cache line each.
  private static final int BYTES = 256;

  private ProgressPageStress() {}

  private static ProgressPage page() {
    return new ProgressPage(ByteBuffer.allocateDirect(BYTES));
  }

  /// One task. The first figure is whether the worker runs it, the second what the parent takes for
  /// the last one that has begun.
  @JCStressTest
  @State
  @Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "The worker has it.")
  @Outcome(id = "false, 0", expect = ACCEPTABLE, desc = "The parent has it.")
  @Outcome(id = "false, 1", expect = ACCEPTABLE_INTERESTING, desc = "Neither: the worker says so.")
  @Outcome(id = "true, 0", expect = FORBIDDEN, desc = "Both have it: it may run twice.")
  public static class OneTask {
    private final ProgressPage page = page();

    /// The worker.
    ///
    /// @param result of both
    @Actor
    public void begin(ZJ_Result result) {
      result.r1 = page.begin(1);
    }

    /// The parent.
    ///
    /// @param result of both
    @Actor
    public void takeBack(ZJ_Result result) {
      result.r2 = page.takeBack(1);
    }
  }

  /// Two tasks, of which the first one has begun. The first figure is whether the worker runs the
  /// second.
  @JCStressTest
  @State
  @Outcome(id = "true, 2", expect = ACCEPTABLE, desc = "The worker has the second one.")
  @Outcome(id = "false, 1", expect = ACCEPTABLE, desc = "The parent has the second one.")
  @Outcome(id = "false, 2", expect = ACCEPTABLE_INTERESTING, desc = "Neither: the worker says so.")
  @Outcome(id = "true, 1", expect = FORBIDDEN, desc = "Both have it: it may run twice.")
  @Outcome(expect = FORBIDDEN, desc = "The first one is taken back, which runs.")
  public static class TheNextTask {
    private final ProgressPage page = page();

    /// What the worker began before.
    public TheNextTask() {
      if (!page.begin(1)) {
        throw new AssertionError("nobody has taken it back");
      }
    }

    /// The worker.
    ///
    /// @param result of both
    @Actor
    public void begin(ZJ_Result result) {
      result.r1 = page.begin(2);
    }

    /// The parent.
    ///
    /// @param result of both
    @Actor
    public void takeBack(ZJ_Result result) {
      result.r2 = page.takeBack(2);
    }
  }
}

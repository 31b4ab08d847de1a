package io.lanemark.benchmarks.operation;

import io.lanemark.process.ipc.Codec;
import io.lanemark.process.ipc.CodecException;
import io.lanemark.process.ipc.Limits;
import io.lanemark.process.ipc.PayloadCodec;
import io.lanemark.process.ipc.RecordTypes;
import java.util.concurrent.Callable;

/// What happens to tasks and results of a process pool, without sending them: each is encoded and
/// decoded, in one thread.
final class CodecAlone implements OpenOperation {

  private final PayloadCodec codec = new PayloadCodec(new Codec(Limits.DEFAULT), RecordTypes.NONE);
  private final UncheckedResults results = new UncheckedResults(Tasks.ANSWER);
  private final int tasks;

  /// @param tasks how many
  CodecAlone(int tasks) {
    this.tasks = tasks;
  }

  @Override
  public void call() throws Exception {
    for (int i = 0; i < tasks; i++) {
      Object decoded = codec.decode(codec.encode(Tasks.EMPTY));
      if (!(decoded instanceof Callable<?> task)) {
        throw new CodecException("expected a decoded task, not '%s'".formatted(decoded), null);
      }
      results.add(codec.decode(codec.encode(task.call())));
    }
  }

  @Override
  public void check() throws UnexpectedResultException {
    results.check();
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}

package io.lanemark.process.worker;

import io.lanemark.process.ipc.CodecException;
import io.lanemark.process.ipc.FromWorker;
import io.lanemark.process.ipc.Payload;
import io.lanemark.process.ipc.PayloadCodec;
import io.lanemark.task.RemoteTaskException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Runs encoded tasks in a worker, and encodes their outcomes. Every outcome becomes an answer,
/// unless the task ends the JVM.
final class TaskRunner {
  private final PayloadCodec codec;

  TaskRunner(PayloadCodec codec) {
    this.codec = codec;
  }

  FromWorker run(long id, Payload encoded) {
    try {
      return codec.decode(encoded) instanceof Callable<?> body
          ? new FromWorker.Returned(id, codec.encode(body.call()))
          : threw(id, new CodecException("expected a Callable from the parent", null));
    } catch (Throwable e) {
      return threw(id, e);
    }
  }

  FromWorker threw(long id, Throwable thrown) {
    return new FromWorker.Threw(id, encodeThrown(thrown));
  }

  /// The exception itself, if it can be encoded, decoded and then converted to a string, which is
  /// tried here; otherwise a replacement.
  Payload encodeThrown(Throwable thrown) {
    Payload encoded = encodeOrNull(thrown);
    if (encoded == null) {
      encoded = encodeOrNull(RemoteTaskException.standingFor(thrown));
    }
    if (encoded == null) {
      throw new IllegalStateException(
          "cannot encode a replacement for " + thrown.getClass().getName());
    }
    return encoded;
  }

  private @Nullable Payload encodeOrNull(Throwable thrown) {
    try {
      Payload encoded = codec.encode(thrown);
      String _ = String.valueOf(codec.decode(encoded));
      return encoded;
    } catch (Throwable e) {
      return null;
    }
  }
}

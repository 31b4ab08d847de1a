package io.lanemark.process.worker;

import io.lanemark.process.ipc.CodecException;
import io.lanemark.process.ipc.FrameWriter;
import io.lanemark.process.ipc.FromWorker;
import io.lanemark.process.ipc.Payload;
import io.lanemark.process.ipc.PayloadCodec;
import io.lanemark.task.PartedCallable;
import io.lanemark.task.RemoteTaskException;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Runs encoded tasks in a worker, and encodes their outcomes. Every outcome becomes an answer,
/// unless the task ends the JVM.
final class TaskRunner {
  private final PayloadCodec codec;
  private final FrameWriter answers;

  /// @param answers gets the parts of results
  TaskRunner(PayloadCodec codec, FrameWriter answers) {
    this.codec = codec;
    this.answers = answers;
  }

  FromWorker run(long id, Payload encoded) {
    try {
      Object body = codec.decode(encoded);
      Object result;
      if (body instanceof PartedCallable<?> parted) {
        result = inParts(id, parted);
      } else if (body instanceof Callable<?> whole) {
        result = whole.call();
      } else {
        return threw(id, new CodecException("expected a Callable from the parent", null));
      }
      return new FromWorker.Returned(id, codec.encode(result));
    } catch (Throwable e) {
      return threw(id, e);
    }
  }

  private <V extends @Nullable Object> V inParts(long id, PartedCallable<V> body) throws Exception {
    return body.call(part -> send(id, part));
  }

  private void send(long id, @Nullable Object part) throws CodecException, IOException {
    answers.write(new FromWorker.Part(id, codec.encode(part)).toFrame());
  }

  FromWorker threw(long id, Throwable thrown) {
    return new FromWorker.Threw(id, encodeThrown(thrown));
  }

  /// The exception with a replacement; or only the replacement, if both are too large; or only the
  /// name of its class.
  Payload encodeThrown(Throwable thrown) {
    RemoteTaskException replacement = RemoteTaskException.standingFor(thrown);
    Payload encoded = encodeOrNull(codec.sent(thrown, replacement));
    if (encoded == null) {
      encoded = encodeOrNull(replacement);
    }
    if (encoded == null) {
      encoded = encodeOrNull(RemoteTaskException.withNameOf(thrown));
    }
    if (encoded == null) {
      throw new IllegalStateException(
          "cannot encode a replacement for " + thrown.getClass().getName());
    }
    return encoded;
  }

  private @Nullable Payload encodeOrNull(Object thrown) {
    try {
      return codec.encode(thrown);
    } catch (Throwable e) {
      return null;
    }
  }
}

package io.lanemark.process.worker;

import io.lanemark.process.ipc.Codec;
import io.lanemark.process.ipc.CodecException;
import io.lanemark.process.ipc.Limits;
import io.lanemark.process.launch.ArgumentFile;
import io.lanemark.process.launch.Descendants;
import io.lanemark.process.launch.ExitMarkFile;
import io.lanemark.process.launch.ParentWatch;
import io.lanemark.process.launch.RecursiveStartCheck;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;

/// What runs in a child's JVM: its body, in the main thread. What the body throws ends that thread,
/// which the JVM reports on standard error, with exit code 1 after its other threads have ended.
public final class ChildMain {
  private ChildMain() {}

  /// Reads from standard input what to run, and runs it.
  ///
  /// @param arguments the child's name
  /// @throws Exception what the body threw
  public static void main(String[] arguments) throws Exception {
    ArgumentFile.deleteOfThisJvm();
    RecursiveStartCheck.markStartedJvm();
    Thread.currentThread().setName(arguments[0]);
    DataInputStream parent = new DataInputStream(System.in);
    String exitMark;
    try {
      exitMark = parent.readUTF();
    } catch (IOException e) {
      Runtime.getRuntime().halt(ParentWatch.EXIT_CODE);
      return;
    }
    byte[] encoded;
    try {
      encoded = readBody(parent);
    } catch (IOException e) {
      ExitMarkFile.delete(exitMark);
      Runtime.getRuntime().halt(ParentWatch.EXIT_CODE);
      return;
    }
    ExitMarkFile.leaveAtExit(exitMark);
    ParentWatch.haltWhenParentEnds(Descendants::endAllOfThisJvm);
    System.setIn(InputStream.nullInputStream());
    body(encoded).call();
  }

  private static byte[] readBody(DataInputStream parent) throws IOException {
    int length = parent.readInt();
    if (length < 0 || length > Limits.DEFAULT.maxBytes()) {
      throw new IOException(
          "expected a body of at most %d bytes: %d".formatted(Limits.DEFAULT.maxBytes(), length));
    }
    byte[] encoded = new byte[length];
    parent.readFully(encoded);
    return encoded;
  }

  private static Callable<?> body(byte[] encoded) throws CodecException {
    return new Codec(Limits.DEFAULT).decode(encoded) instanceof Callable<?> body
        ? body
        : () -> {
          throw new CodecException("expected a Callable from the parent", null);
        };
  }
}

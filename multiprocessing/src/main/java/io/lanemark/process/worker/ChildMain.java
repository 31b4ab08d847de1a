package io.lanemark.process.worker;

import io.lanemark.process.ipc.Codec;
import io.lanemark.process.ipc.CodecException;
import io.lanemark.process.ipc.Frame;
import io.lanemark.process.ipc.FrameReader;
import io.lanemark.process.ipc.JvmRole;
import io.lanemark.process.ipc.Limits;
import io.lanemark.process.ipc.Payload;
import io.lanemark.process.ipc.PayloadCodec;
import io.lanemark.process.ipc.RecordTypes;
import io.lanemark.process.launch.ArgumentFile;
import io.lanemark.process.launch.ExitMarkFile;
import io.lanemark.process.launch.ParentWatch;
import io.lanemark.process.launch.ProcessFamily;
import io.lanemark.process.launch.RecursiveStartCheck;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.concurrent.Callable;

/// What runs in a child's JVM: its body, in the main thread. What the body throws ends that thread,
/// which the JVM reports on standard error, with exit code 1 after its other threads have ended.
public final class ChildMain {
  private ChildMain() {}

  /// Reads from standard input what to run, and runs it.
  ///
  /// @param arguments the child's name, for lists of processes
  /// @throws Exception what the body threw
  public static void main(String[] arguments) throws Exception {
    ArgumentFile.deleteOfThisJvm();
    RecursiveStartCheck.markStartedJvm();
    FileChannel input = ParentWatch.takeStandardInput();
    DataInputStream parent =
        new DataInputStream(new BufferedInputStream(Channels.newInputStream(input)));
    String exitMark;
    try {
      exitMark = parent.readUTF();
    } catch (IOException e) {
      Runtime.getRuntime().halt(ParentWatch.EXIT_CODE);
      return;
    }
    Payload encoded;
    try {
      Thread.currentThread().setName(parent.readUTF());
      encoded = readBody(parent);
    } catch (IOException e) {
      ExitMarkFile.delete(exitMark);
      Runtime.getRuntime().halt(ParentWatch.EXIT_CODE);
      return;
    }
    ExitMarkFile.leaveAtExit(exitMark);
    ParentWatch.haltWhenParentEnds(input, ProcessFamily.ofThisJvm()::end);
    body(encoded).call();
  }

  /// The parent has checked what it writes into this pipe, and nobody else can write there.
  private static Payload readBody(InputStream parent) throws IOException {
    Frame frame = new FrameReader(parent, Long.MAX_VALUE).read();
    if (frame == null) {
      throw new EOFException("expected a body from the parent");
    }
    return frame.payload();
  }

  private static Callable<?> body(Payload encoded) throws CodecException {
    Codec codec = new Codec(Limits.ofMessages(encoded.length()), JvmRole.CHILD, null);
    return new PayloadCodec(codec, RecordTypes.NONE).decode(encoded) instanceof Callable<?> body
        ? body
        : () -> {
          throw new CodecException("expected a Callable from the parent", null);
        };
  }
}
